using DmabufVerify.Mutation;

namespace DmabufVerify.Tests.Mutation;

/// <summary>
/// Stryker compiles all mutants into one assembly, puts it beside the tests, and takes it away again when it ends. The laws are asked about it later, so
/// this keeps a copy in the folder that the environment variable <c>MUTATION_KEEP</c> names.
/// </summary>
public sealed class KeptAssemblyTests
{
    [Fact]
    public void Mutated_assembly_is_kept()
    {
        string assembly = typeof(Canary).Assembly.Location;
        if (Environment.GetEnvironmentVariable("MUTATION_KEEP") is not { Length: > 0 } folder)
        {
            return;
        }

        string kept = Path.Combine(folder, Path.GetFileName(assembly));
        string temporary = $"{kept}.{Environment.ProcessId}";
        File.Copy(assembly, temporary, overwrite: true);
        File.Move(temporary, kept, overwrite: true);

        Assert.Equal(new FileInfo(assembly).Length, new FileInfo(kept).Length);
    }
}
