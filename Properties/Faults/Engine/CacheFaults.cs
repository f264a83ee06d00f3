using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Answers that are remembered without something that they depend on.</summary>
internal static class CacheFaults
{
    /// <summary>Each with its own memory.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of<TableWithoutLimits>(
            "table-outlives-limits",
            "keeps a device's table when its limits change",
            "thread F19; scsi_init_limits of drivers/scsi/scsi_lib.c changes a device's limits after probe"),
        Of<VerdictWithoutLimits>(
            "verdict-outlives-limits",
            "keeps what it said about a device at its first attach when its limits change",
            "thread D2.7, F19"),
        Of<TableWithoutStorage>(
            "table-outlives-move",
            "keeps a device's table when the storage moves",
            "thread D7.1; importers must map again after move_notify (drivers/dma-buf/dma-buf.c)"),
        Of<MappingWithoutRange>(
            "test-map-outlives-range",
            "keeps a test-map's addresses, which another device of the domain has taken since",
            "thread D12.7; drivers/iommu/iova.c"),
        Of<SharedTableWithoutJudges>(
            "shared-table-outlives-newcomers",
            "keeps the one table for all when somebody joins between two maps",
            "thread D5.2, F16"),
        Of<OneTableWithoutJudges>(
            "sharing-outlives-newcomers",
            "keeps the answer that one table suits all when others attach",
            "thread F18"),
    ];

    private static SeededFault Of<T>(string name, string description, string source)
        where T : AnswerCache, new() =>
        EngineFault.Of(name, description, source, EngineParts.Default with { Answers = () => new T() });

    private sealed class TableWithoutLimits : AnswerCache
    {
        private readonly Dictionary<(string, int), TablePlan?> _plans = [];

        public override TablePlan? Plan(DeviceProfile profile, int candidate, Func<DeviceProfile, int, TablePlan?> answer) =>
            _plans.Remembered((profile.Device.Name, candidate), () => answer(profile, candidate));
    }

    private sealed class VerdictWithoutLimits : AnswerCache
    {
        private readonly Dictionary<(string, int), bool> _served = [];

        public override bool Serves(DeviceProfile profile, int candidate, Func<DeviceProfile, int, bool> answer) =>
            _served.Remembered((profile.Device.Name, candidate), () => answer(profile, candidate));
    }

    private sealed class TableWithoutStorage : AnswerCache
    {
        private readonly Dictionary<DeviceProfile, TablePlan?> _plans = [];

        public override TablePlan? Plan(DeviceProfile profile, int candidate, Func<DeviceProfile, int, TablePlan?> answer) =>
            _plans.Remembered(profile, () => answer(profile, candidate));
    }

    private sealed class MappingWithoutRange : AnswerCache
    {
        private readonly Dictionary<(int, MappingStamp), Mapping> _mappings = [];

        public override Mapping? Find(Attachment attachment, in MappingStamp stamp) =>
            _mappings.GetValueOrDefault((attachment.Id, stamp with { RangeStart = 0 }));

        public override void Keep(Attachment attachment, in MappingStamp stamp, Mapping mapping) =>
            _mappings[(attachment.Id, stamp with { RangeStart = 0 })] = mapping;
    }

    private sealed class SharedTableWithoutJudges : AnswerCache
    {
        private readonly Dictionary<int, SegmentTable?> _tables = [];

        public override SegmentTable? SharedTable(
            int candidate, ImmutableArray<Judge> judges, Func<int, ImmutableArray<Judge>, SegmentTable?> answer) =>
            _tables.Remembered(candidate, () => answer(candidate, judges));
    }

    private sealed class OneTableWithoutJudges : AnswerCache
    {
        private readonly Dictionary<int, bool> _answers = [];

        public override bool OneTable(int candidate, ImmutableArray<Judge> judges, Func<int, ImmutableArray<Judge>, bool> answer) =>
            _answers.Remembered(candidate, () => answer(candidate, judges));
    }

    private static TAnswer Remembered<TKey, TAnswer>(this Dictionary<TKey, TAnswer> known, TKey key, Func<TAnswer> answer)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out TAnswer? remembered))
        {
            remembered = answer();
            known.Add(key, remembered);
        }

        return remembered;
    }
}
