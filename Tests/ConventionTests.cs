using System.Reflection;
using System.Runtime.CompilerServices;
using DmabufVerify.Optimised;
using DmabufVerify.Properties.Running;
using DmabufVerify.Solving;
using DmabufVerify.Spec;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests;

/// <summary>Rules of the code base that no compiler checks.</summary>
public sealed class ConventionTests
{
    private const int MostSourceBytes = 12_000;

    private static readonly Assembly[] Assemblies =
    [
        typeof(Scenario).Assembly, typeof(SpecVoter).Assembly, typeof(OptimisedVoter).Assembly, typeof(CheckRunner).Assembly,
    ];

    /// <summary>Sources that may be larger; none is.</summary>
    private static readonly string[] LargeSources = [];

    [Fact]
    public void Records_are_sealed_or_abstract_and_immutable()
    {
        Type[] records = [.. Assemblies.SelectMany(a => a.GetExportedTypes()).Where(IsRecord)];

        Assert.InRange(records.Length, 40, 1000);
        Assert.All(records, record => Assert.True(record.IsSealed || record.IsAbstract, $"{record} can be derived from"));
        Assert.All(records, record => Assert.True(
            record.GetProperties().All(p => p.SetMethod is null || !p.SetMethod.IsPublic || IsInitOnly(p.SetMethod))
            && record.GetFields(BindingFlags.Public | BindingFlags.Instance).Length == 0,
            $"{record} can be changed"));
    }

    [Fact]
    public void Properties_show_no_type_of_another_language()
    {
        MemberInfo[] members = [.. typeof(CheckRunner).Assembly.GetExportedTypes().SelectMany(t => t.GetMembers())];

        Assert.InRange(members.Length, 200, 10_000);
        Assert.DoesNotContain(members.SelectMany(Mentioned).SelectMany(WithArguments), type =>
            type.Namespace is { } name
            && (name.StartsWith("Microsoft.FSharp", StringComparison.Ordinal) || name.StartsWith("FsCheck", StringComparison.Ordinal)));
    }

    [Fact]
    public void Voters_do_not_know_each_other()
    {
        Assembly[] voters = [typeof(SpecVoter).Assembly, typeof(OptimisedVoter).Assembly, typeof(SolverVoter).Assembly];
        string[] names = [.. voters.Select(v => v.GetName().Name!)];

        Assert.All(voters, voter => Assert.Empty(voter.GetReferencedAssemblies().Select(a => a.Name).Intersect(names)));
    }

    [Fact]
    public void Sources_are_small()
    {
        FileInfo[] sources = [.. Files().Where(f => f.Extension == ".cs")];

        Assert.InRange(sources.Length, 200, 10_000);
        Assert.Equal(LargeSources, sources.Where(f => f.Length > MostSourceBytes).Select(f => f.Name));
    }

    [Fact]
    public void Nothing_is_left_to_do_and_nothing_is_folded_away()
    {
        // Put together, so that this file is not found.
        string[] unwanted = ["TO" + "DO", "FIX" + "ME", "#" + "region"];

        Assert.Empty(
            from file in Files()
            let text = File.ReadAllText(file.FullName)
            from word in unwanted
            where text.Contains(word, StringComparison.Ordinal)
            select $"{word} in {file.Name}");
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static IEnumerable<Type> Mentioned(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        Type nested => [nested],
        _ => [],
    };

    private static IEnumerable<Type> WithArguments(Type type) =>
    [
        type,
        .. type.HasElementType ? WithArguments(type.GetElementType()!) : [],
        .. type.GetGenericArguments().SelectMany(WithArguments),
    ];

    /// <summary>What is under version control, as the folders that .gitignore names show: everything else.</summary>
    private static IEnumerable<FileInfo> Files()
    {
        var root = new DirectoryInfo(RepoFiles.Path("."));
        string[] ignored = [".git", .. File.ReadAllLines(RepoFiles.Path(".gitignore")).Select(line => line.TrimEnd('/'))];
        IEnumerable<FileInfo> Below(DirectoryInfo folder) => folder.EnumerateFiles()
            .Where(f => !ignored.Contains(f.Name) && f.Extension != ".user")
            .Concat(folder.EnumerateDirectories().Where(d => !ignored.Contains(d.Name)).SelectMany(Below));
        return Below(root);
    }
}
