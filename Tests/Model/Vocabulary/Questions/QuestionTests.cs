using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Questions;

/// <summary>Which parts a scenario becomes.</summary>
public sealed class QuestionTests
{
    private static readonly Layout Storage = new(100, [new PfnRun(5, 1), new PfnRun(9, 2)]);

    private static readonly Limits Everything = new()
    {
        MaxSegmentCount = 3,
        MaxSegmentSizeBytes = 8192,
        SegmentBoundaryMask = 0x1fff,
        VirtBoundaryMask = 0x3fff,
        MinAlignMask = 0x7ff,
        AddressMask = 0xdfffffff,
    };

    private static readonly Device A = new("a", Everything) { BusOffsetBytes = -8192 };
    private static readonly Device B = new("b", Limits.Unset);
    private static readonly Device Behind = new("m", Everything) { Iommu = new Iommu("smmu", 2048) };

    private static readonly Judge JudgeA = new("a", new ResolvedLimits(3, 8192, 0x1fff, 0x3fff, 0x7ff, 0xdfffffff), -8192);
    private static readonly Judge JudgeB = new("b", ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = 65536, AddressMask = 0xffffffff }, 0);

    private static readonly PagedBuffer Buffer = new(PageSize.FourKiB, Storage, 9000);

    [Fact]
    public void One_early_table_is_one_part() =>
        Assert.Equal([new LayoutQuestion(Buffer, [JudgeA, JudgeB])], Parts(With(A, B)));

    [Theory]
    [InlineData(SharingMode.Tailored, Splitting.Early)]
    [InlineData(SharingMode.Tailored, Splitting.Late)]
    [InlineData(SharingMode.Shared, Splitting.Late)]
    public void Tables_of_their_own_and_late_splitting_are_a_part_for_each(SharingMode mode, Splitting splitting) => Assert.Equal(
        [new LayoutQuestion(Buffer, [JudgeA]), new LayoutQuestion(Buffer, [JudgeB])],
        Parts(With(A, B) with { Mode = mode, Policy = Policy.Default with { Splitting = splitting } }));

    [Theory]
    [InlineData(SharingMode.Shared, Splitting.Early, SharingMode.Shared)]
    [InlineData(SharingMode.Shared, Splitting.Late, SharingMode.Tailored)]
    [InlineData(SharingMode.Tailored, Splitting.Early, SharingMode.Tailored)]
    public void Without_a_layout_one_storage_is_asked_for(SharingMode mode, Splitting splitting, SharingMode asked)
    {
        Scenario scenario = With(A, B) with { Layout = null, Mode = mode, Policy = Policy.Default with { Splitting = splitting } };

        Assert.Equal([new CapacityQuestion(PageSize.FourKiB, 9000, [JudgeA, JudgeB], asked)], Parts(scenario));
    }

    [Theory]
    [InlineData(SharingMode.Shared)]
    [InlineData(SharingMode.Tailored)]
    public void Devices_behind_an_iommu_are_asked_alone_and_last(SharingMode mode) => Assert.Equal(
        [
            new LayoutQuestion(Buffer, [JudgeA]),
            new IommuQuestion(Buffer, JudgeA with { Device = "m", BusOffsetBytes = 0 }, 2048, Enforcement.Strict),
        ],
        Parts(With(Behind, A) with { Mode = mode }));

    [Fact]
    public void Bus_offset_behind_an_iommu_is_dropped() => Assert.Equal(
        [new IommuQuestion(Buffer, JudgeA with { Device = "m", BusOffsetBytes = 0 }, 2048, Enforcement.Strict)],
        Parts(With(Behind with { BusOffsetBytes = 4096 })));

    [Fact]
    public void Without_a_layout_an_iommu_maps_one_piece() => Assert.Equal(
        [
            new IommuQuestion(
                Buffer with { Layout = new Layout(0, [new PfnRun(0, 3)]) },
                JudgeA with { Device = "m", BusOffsetBytes = 0 },
                2048,
                Enforcement.Strict),
        ],
        Parts(With(Behind) with { Layout = null }));

    [Fact]
    public void Kernel_looks_at_count_and_reach_of_direct_devices()
    {
        ResolvedLimits looked = ResolvedLimits.Unlimited with { MaxSegmentCount = 3, AddressMask = 0xdfffffff };
        Scenario scenario = With(A) with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } };

        Assert.Equal([new LayoutQuestion(Buffer, [JudgeA with { Limits = looked }])], Parts(scenario));
        Assert.Equal(
            [new CapacityQuestion(PageSize.FourKiB, 9000, [JudgeA with { Limits = looked }], SharingMode.Shared)],
            Parts(scenario with { Layout = null }));
    }

    [Fact]
    public void Kernel_joins_by_all_limits_behind_an_iommu() => Assert.Equal(
        [new IommuQuestion(Buffer, JudgeA with { Device = "m", BusOffsetBytes = 0 }, 2048, Enforcement.Kernel)],
        Parts(With(Behind) with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } }));

    [Fact]
    public void Policy_says_what_unset_means()
    {
        Scenario scenario = With(B, Behind with { Limits = Limits.Unset }) with
        {
            Policy = Policy.Default with { Defaults = DefaultsPolicy.Linux319 },
        };
        ResolvedLimits old = JudgeB.Limits with { SegmentBoundaryMask = 0xffffffff };

        Assert.Equal(
            [
                new LayoutQuestion(Buffer, [JudgeB with { Limits = old }]),
                new IommuQuestion(Buffer, new Judge("m", old, 0), 2048, Enforcement.Strict),
            ],
            Parts(scenario));
    }

    [Fact]
    public void Memory_is_what_every_device_can_use_and_joined_after_that()
    {
        Scenario scenario = With(A, B with { Heaps = ["cma", "secure"] }, Behind with { Heaps = ["secure", "system"] }) with
        {
            Layout = null,
            Memory = [new(new(8, 2), "secure"), new(new(0, 4), "secure"), new(new(4, 4), "cma"), new(new(10, 1), "secure"), new(new(11, 5), "system")],
        };

        Assert.Equal([new PfnRun(0, 4), new PfnRun(8, 3)], Extents(scenario));
        Assert.Equal([new PfnRun(0, 11)], Extents(scenario with { Devices = [A, scenario.Devices[1]] }));
        Assert.Equal([new PfnRun(0, 16)], Extents(scenario with { Devices = [A, B] }));
    }

    [Fact]
    public void Without_a_heap_for_all_there_is_a_question_about_no_memory()
    {
        Scenario scenario = With(A with { Heaps = ["cma"] }, B with { Heaps = ["system"] }) with
        {
            Layout = null,
            Memory = [new(new(0, 4), "cma"), new(new(4, 4), "system")],
        };

        Assert.Empty(Extents(scenario));
    }

    [Fact]
    public void Heaps_mean_nothing_over_a_layout_or_any_storage()
    {
        Device restricted = A with { Heaps = ["cma"] };

        Assert.Equal(Parts(With(A)), Parts(With(restricted)));
        Assert.Equal(Parts(With(A) with { Layout = null }), Parts(With(restricted) with { Layout = null }));
    }

    [Fact]
    public void Nobody_asks_nothing()
    {
        Assert.Empty(Parts(With()));
        Assert.Empty(Parts(With() with { Layout = null }));
    }

    [Fact]
    public void Question_knows_its_scenario()
    {
        Scenario scenario = With(A);

        Assert.Same(scenario, Question.Of(scenario).Scenario);
    }

    private static ValueList<PfnRun> Extents(Scenario scenario) => Parts(scenario).OfType<PlacementQuestion>().Single().Extents;

    private static Scenario With(params Device[] devices) => new()
    {
        BufferSizeBytes = 9000,
        Layout = Storage,
        Devices = [.. devices],
    };

    private static ValueList<TableQuestion> Parts(Scenario scenario) => Question.Of(scenario).Parts;
}
