using DmabufVerify.Conformance.Asking;

namespace DmabufVerify.Tests.Conformance.Asking;

public sealed class KernelVmTests
{
    [KernelFact]
    public void Answers_come_in_order_and_the_end_is_counted()
    {
        Assert.Null(Kernel.Build.Problem);
        using var vm = new KernelVm(Kernel.Build, MapBackend.Direct);

        KernelAnswers answers = vm.Ask(["P 0 2000 10000 5+2", "P 0 1000 fff 5+1", "M iommu 0 10000 ffffffffffffffff 0 0 0 1000 0+1"]);

        Assert.Null(answers.Problem);
        Assert.Equal("0 5:0:2000", answers.Lines[0]);
        Assert.Equal("-22 warn=1", answers.Lines[1]);
        Assert.Matches("^0 [0-9a-f]+000:1000$", answers.Lines[2]);
        Assert.Null(vm.Finish());
    }

    /// <summary>It would look into a struct page that is none, and crash.</summary>
    [KernelFact("6.12")]
    public void A_newer_kernel_is_not_asked_of_pages_that_the_machine_does_not_have()
    {
        using var vm = new KernelVm(Kernel.Of("6.12"), MapBackend.Direct);

        KernelAnswers answers = vm.Ask(["P 0 2000 10000 5+2", "P 0 2000 10000 fffffff0+2"]);

        Assert.Equal("0 5:0:2000", Assert.Single(answers.Lines));
        Assert.Contains("E 1 names a page that this machine does not have", answers.Problem, StringComparison.Ordinal);
    }

    /// <summary>What a device transfers through a mapping arrives; what it writes when that was given back does not, and the kernel hears of it.</summary>
    [KernelFact]
    public void A_device_behind_vtd_transfers_while_it_is_mapped_and_no_longer()
    {
        using var vm = new KernelVm(Kernel.Build, MapBackend.Vtd);

        KernelAnswers answers = vm.Ask(["M vtd 0 10000 ffffffffffffffff 0 0 123 3000 0+1 5+3", "M direct 0 10000 ffffffffffffffff 0 0 0 1000 0+1"]);

        Assert.Null(answers.Problem);
        Assert.Matches("^0 [0-9a-f]+123:3000 dma=[0-9]+ stopped$", answers.Lines[0]);
        Assert.Equal("0 0:1000", answers.Lines[1]);
        Assert.Null(vm.Finish());
    }

    /// <summary>That late writes are noticed where nothing stops them.</summary>
    [KernelFact]
    public void Without_an_iommu_a_late_write_arrives_and_is_counted()
    {
        using var vm = new KernelVm(Kernel.Build, MapBackend.Vtd, more: "intel_iommu=off");

        KernelAnswers answers = vm.Ask(["M vtd 0 10000 ffffffffffffffff 0 0 0 1000 0+1"]);

        Assert.Null(answers.Problem);
        Assert.Matches("^0 [0-9a-f]+000:1000 dma=6 late=9$", answers.Lines[0]);
    }

    [KernelFact]
    public void A_question_that_is_none_is_no_answer()
    {
        using var vm = new KernelVm(Kernel.Build, MapBackend.Direct);

        KernelAnswers answers = vm.Ask(["P 0 1000 1000 5+1", "P nonsense"]);

        Assert.Single(answers.Lines);
        Assert.Contains("P nonsense", answers.Problem, StringComparison.Ordinal);
    }

    [KernelFact]
    public void A_machine_that_says_nothing_is_given_up()
    {
        using var vm = new KernelVm(Kernel.Build, MapBackend.Direct, TimeSpan.FromMilliseconds(1));

        KernelAnswers answers = vm.Ask(["P 0 1000 1000 5+1"]);

        Assert.Empty(answers.Lines);
        Assert.StartsWith("no answer within 0.001 s to question 0, P 0 1000 1000 5+1", answers.Problem, StringComparison.Ordinal);
    }

    /// <summary>docs/kernel/swiotlb-search.md: when this fails, the kernel was mended, and such questions can be asked again.</summary>
    [KernelFact]
    public void A_search_that_must_fail_may_never_end()
    {
        using var vm = new KernelVm(Kernel.Build, MapBackend.Bounce, TimeSpan.FromSeconds(30), mayCrash: true);

        KernelAnswers answers = vm.Ask(["M bounce 0 10000 ffffffffffffffff 0 0 0 1000 0+1", "M bounce 0 10000 1fff 1fff 0 0 3000 1+3"]);

        // Whether the first answer still came out of the machine, which does nothing else any more, is chance.
        Assert.StartsWith("no answer within 30 s to question ", answers.Problem, StringComparison.Ordinal);
        Assert.StartsWith("M 0 0 ", Assert.Single(vm.Survivors), StringComparison.Ordinal);
    }

    [KernelFact("6.12")]
    public void A_newer_kernel_ends_that_search()
    {
        using var vm = new KernelVm(Kernel.Of("6.12"), MapBackend.Bounce);

        KernelAnswers answers = vm.Ask(["M bounce 0 10000 ffffffffffffffff 0 0 0 1000 0+1", "M bounce 0 10000 1fff 1fff 0 0 3000 1+3"]);

        Assert.Null(answers.Problem);
        Assert.Equal("-5", answers.Lines[1]);
    }

    [Fact]
    public void Another_kernel_is_told() => Assert.Equal("kernel 6.0: expected 6.1 or 6.12", KernelBuild.Of("6.0", onlyFind: true).Problem);
}
