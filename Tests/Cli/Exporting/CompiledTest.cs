using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>A file that <c>--export xunit</c> wrote, compiled against what these tests refer to, and run.</summary>
internal static class CompiledTest
{
    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>What the one test of the file says; <see langword="null"/> when it passes.</summary>
    public static string? Failure(string source)
    {
        Type type = Assert.Single(Compile(source).GetExportedTypes());
        MethodInfo test = Assert.Single(type.GetMethods(), method => method.GetCustomAttribute<FactAttribute>() is not null);
        try
        {
            test.Invoke(Activator.CreateInstance(type), []);
            return null;
        }
        catch (TargetInvocationException e) when (e.InnerException is Xunit.Sdk.XunitException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>The names of the facts that fail in a class of tests, compiled together with the code that they are about.</summary>
    public static IReadOnlyList<string> Failures(string tests, string code)
    {
        Type type = Compile(tests, code).GetExportedTypes().Single(t => t.GetMethods().Any(IsFact));
        return [.. type.GetMethods().Where(IsFact).Where(fact => Fails(type, fact)).Select(fact => fact.Name)];
    }

    private static bool IsFact(MethodInfo method) => method.GetCustomAttribute<FactAttribute>() is not null;

    private static bool Fails(Type type, MethodInfo fact)
    {
        try
        {
            fact.Invoke(Activator.CreateInstance(type), []);
            return false;
        }
        catch (TargetInvocationException e) when (e.InnerException is Xunit.Sdk.XunitException)
        {
            return true;
        }
    }

    private static Assembly Compile(params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            $"Exported{Guid.NewGuid():n}",
            [.. sources.Select(source => CSharpSyntaxTree.ParseText(source))],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        Diagnostic[] problems = [.. compilation.Emit(assembly).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)];

        Assert.True(problems.Length == 0, $"{string.Join('\n', problems.Select(p => p.ToString()))}\n{string.Join('\n', sources)}");
        return Assembly.Load(assembly.ToArray());
    }
}
