using DmabufVerify.Cli.Explaining;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Explaining;

/// <summary>Paragraphs over real catalogue devices, worked out by hand.</summary>
public sealed class ExplanationTests
{
    private const ulong Frame = 1920 * 1080 * 4;

    /// <summary>A capture card and a display over one frame in one piece: see README.</summary>
    private static readonly Decision CaptureToDisplay = Decide(Over([new(0x80000, 2025)], Frame, Real("mgb4"), Real("tidss-am65")));

    [Fact]
    public void Asked_names_drivers_storage_and_policy()
    {
        string text = Text(Asked.Lines(CaptureToDisplay.Scenario));

        Assert.Contains("share a buffer of 8100 KiB in one piece at 0x80000000, in pages of 4 KiB?", text, StringComparison.Ordinal);
        Assert.Contains("- `mgb4`: the limits of drivers/media/pci/mgb4/mgb4_core.c, catalogue entry mgb4", text, StringComparison.Ordinal);
        Assert.Contains("There is one table for all of them, cut so that it fits everyone. Every limit binds.", text, StringComparison.Ordinal);
        Assert.Contains("default of mainline Linux.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_and_storage_are_put_in_words()
    {
        Scenario other = CaptureToDisplay.Scenario with
        {
            Layout = null,
            Memory = [new(new PfnRun(0, 1), "cma")],
            Mode = SharingMode.Tailored,
            Policy = new Policy(DefaultsPolicy.RfcV3, Enforcement.Kernel, Splitting.Late),
            Devices = [Free("dsp") with { Iommu = new Iommu("dsp", 4096) }],
        };
        string text = Text(Asked.Lines(other));

        Assert.Contains("use a buffer of 8100 KiB anywhere in the free memory, 1 extent", text, StringComparison.Ordinal);
        Assert.Contains("- `dsp`: described by hand, behind an IOMMU", text, StringComparison.Ordinal);
        Assert.Contains("Each has a table of its own, which each importer may cut further.", text, StringComparison.Ordinal);
        Assert.Contains("Only those limits bind that a running kernel enforces.", text, StringComparison.Ordinal);
        Assert.Contains("Linux 3.19 under the RFC of 2015", text, StringComparison.Ordinal);
        Assert.Contains("anywhere in memory", Text(Asked.Lines(other with { Memory = [] })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_is_a_sentence_with_devices_limits_and_values()
    {
        Assert.Equal("mgb4 and tidss-am65 cannot share a buffer of 8100 KiB", Answer.Title(CaptureToDisplay));
        Assert.Equal(
            "No: `mgb4` takes segments of at most 64 KiB (maxSegmentSize, declared) and `tidss-am65` takes at most 1 segment "
            + "(maxSegmentCount, declared), which cannot be met together. All voters (spec, optimised) say unsat.",
            Text(Answer.Lines(CaptureToDisplay)));
    }

    [Fact]
    public void Why_is_the_counting() => Assert.Equal(
        "A buffer of 8100 KiB, cut into segments of at most 64 KiB, needs 127 segments; `tidss-am65` takes 1.",
        Text(Why.Lines(CaptureToDisplay)));

    [Fact]
    public void Why_is_the_pieces_where_nothing_cuts() => Assert.Equal(
        "A buffer of 8 KiB in 2 pieces needs 2 segments; `tidss-am65` takes 1.",
        Text(Why.Lines(Decide(Over([new(0x10, 1), new(0x12, 1)], 8192, Real("tidss-am65"))))));

    [Fact]
    public void Why_is_the_address_where_that_is_out_of_reach()
    {
        // Raspberry Pi 0-3's display: 32 bits, a default.
        Decision decision = Decide(Over([new(0x100000, 1)], 4096, Real("vc4-gen4"), Real("mgb4")));

        Assert.Equal(
            "Page 0 of the buffer ends at address 0x100000fff on the bus of `vc4-gen4`, which reaches 0xffffffff. "
            + "`vc4-gen4` could not use the buffer alone either.",
            Text(Why.Lines(decision)));
        Assert.Contains("(addressMask, a default)", Text(Answer.Lines(decision)), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_is_the_capacity_without_storage()
    {
        var scenario = new Scenario { BufferSizeBytes = 1 << 20, Devices = [new("d", new Limits { MaxSegmentCount = 4, AddressMask = ulong.MaxValue })] };

        Assert.Equal(
            "4 segments of at most 64 KiB hold at most 256 KiB, wherever they are; the buffer has 1 MiB.",
            Text(Why.Lines(Decide(scenario))));
    }

    [Fact]
    public void Sat_says_what_each_gets_and_what_would_break_it_first() => Assert.Equal(
        "`tidss-am65` gets 1 segment (it takes up to 1). What would break it first is `tidss-am65.maxSegmentSize`: 8100 KiB is enough, 8096 KiB is not.",
        Text(Why.Lines(Decide(Over([new(0x80000, 2025)], Frame, Real("tidss-am65"))))));

    [Fact]
    public void Nobody_asks_for_anything()
    {
        Decision decision = Decide(Over([new(1, 1)], 4096));

        Assert.Equal("Nobody asks for a buffer of 4 KiB", Answer.Title(decision));
        Assert.StartsWith("Yes, trivially: the scenario has no devices", Text(Answer.Lines(decision)), StringComparison.Ordinal);
        Assert.DoesNotContain("## Why", Explanation.Lines(decision, "again", []));
    }

    [Fact]
    public void Defaults_are_listed_with_what_would_be_without()
    {
        Decision decision = Decide(Over([new(0x1000, 32)], 131072, Real("vc4-gen4")));
        string text = Text(UnsetLimits.Lines(decision));

        Assert.Contains("- `vc4-gen4.maxSegmentSize` = 64 KiB, on which the answer rests", text, StringComparison.Ordinal);
        Assert.EndsWith("The answer rests on a default; without any it would be sat.", text, StringComparison.Ordinal);
        Assert.Equal(
            "None: every limit that binds was declared.", Text(UnsetLimits.Lines(Decide(Over([new(1, 1)], 4096, Free("free"))))));
        Assert.EndsWith("The answer rests on none of them.", Text(UnsetLimits.Lines(
            Decide(Over([new(1, 1), new(5, 1)], 8192, new Device("d", new Limits { MaxSegmentCount = 1 }))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Fixes_name_the_call_that_sets_the_limit()
    {
        string text = Text(Fixes.Lines(CaptureToDisplay));

        Assert.Contains("- `mgb4.maxSegmentSize` from 64 KiB to 8100 KiB: `dma_set_max_seg_size(dev, 8294400)`", text, StringComparison.Ordinal);
        Assert.Contains("- `tidss-am65.maxSegmentCount` from 1 to 127: no call of the DMA API sets it", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_are_told_where_no_single_change_is_enough()
    {
        Decision decision = Decide(Over([new(0x100000, 1)], 4096, Real("vc4-gen4"), Free("b", (LimitKind.AddressMask, 0xffff))));

        Assert.Contains("No change of one limit is enough. Each of these pairs is:", Text(Fixes.Lines(decision)), StringComparison.Ordinal);
        Assert.Contains("DMA_BIT_MASK(33)", Text(Fixes.Lines(decision)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_it_fits_a_mail()
    {
        string[] lines = [.. Explanation.Lines(CaptureToDisplay, "./verify decide x.json", [("tool", "1"), ("solver", "none")])];

        Assert.Equal("# mgb4 and tidss-am65 cannot share a buffer of 8100 KiB", lines[0]);
        Assert.Contains("    ./verify decide x.json", lines);
        Assert.Equal("tool 1, solver none", lines[^1]);
        Assert.All(lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
    }

    private static Device Real(string name) => DeviceCatalogue.Shipped.Find(name).Value!.ToDevice(name);

    private static Scenario Over(ValueList<PfnRun> runs, ulong sizeBytes, params Device[] devices) =>
        new() { BufferSizeBytes = sizeBytes, Layout = new Layout(0, runs), Devices = [.. devices] };

    private static Decision Decide(Scenario scenario) => Decision.Of(scenario, TestVoters.Two, maxSegments: 0);

    /// <summary>Folded lines as one; items of a list keep their dash.</summary>
    private static string Text(IEnumerable<string> lines) => string.Join(' ', lines.Select(line => line.Trim()));
}
