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

    private static Assembly Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Exported{Guid.NewGuid():n}",
            [CSharpSyntaxTree.ParseText(source)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        Diagnostic[] problems = [.. compilation.Emit(assembly).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)];

        Assert.True(problems.Length == 0, $"{string.Join('\n', problems.Select(p => p.ToString()))}\n{source}");
        return Assembly.Load(assembly.ToArray());
    }
}
