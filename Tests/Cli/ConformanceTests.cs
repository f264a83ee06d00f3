using DmabufVerify.Tests.Conformance.Asking;

namespace DmabufVerify.Tests.Cli;

/// <summary><c>conformance kernel</c> as a user meets it.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Without_a_kernel_it_says_what_is_missing()
    {
        ToolRun run = Tool.Shell("d=$(readlink -f \"$(command -v dotnet)\"); shift; PATH=/nowhere exec \"$d\" \"$@\" conformance kernel");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal("dmabuf-verify: no kernel can be asked: bash is missing\n", run.Errors);
    }

    [Fact]
    public void Golden_files_are_of_one_kernel()
    {
        ToolRun run = Tool.Run("conformance", "kernel", "--regenerate", "--kernel", "6.12");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("dmabuf-verify: --regenerate --kernel 6.12: golden files are of kernel 6.1\n", run.Errors);
    }

    [KernelFact("6.12")]
    public void The_model_is_like_a_newer_kernel()
    {
        Assert.Null(Kernel.Of("6.12").Problem);

        ToolRun run = Tool.Run("conformance", "kernel", "--kernel", "6.12", "--questions", "tables", "--cases", "300", "--seed", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("tables: 300 asked, ", run.Output, StringComparison.Ordinal);
    }

    [KernelFact]
    public void The_model_is_like_the_kernel()
    {
        Assert.Null(Kernel.Build.Problem);

        ToolRun run = Tool.Run("conformance", "kernel", "--questions", "tables", "--cases", "300", "--seed", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("tables: 300 asked, ", run.Output, StringComparison.Ordinal);
    }

    [KernelFact]
    public void A_planted_defect_is_a_counterexample()
    {
        Assert.Null(Kernel.Build.Problem);

        ToolRun run = Tool.Run("conformance", "kernel", "--questions", "tables", "--cases", "300", "--seed", "1", "--fault", "optimised.partial-page-counts");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("optimised is not like the kernel:", run.Output, StringComparison.Ordinal);
    }
}
