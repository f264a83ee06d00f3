using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>
/// Looks through the catalogue for two devices that each can use a buffer and cannot share it, where both are to blame and no
/// default is: a finding that a reader can check against two drivers.
/// </summary>
public static class RealConflict
{
    /// <summary>One frame of 1920 x 1080 pixels of 4 bytes, and smaller buffers that people share.</summary>
    private static readonly ulong[] SizesBytes = [1920 * 1080 * 4, 1 << 20, 256 << 10, 128 << 10];

    /// <summary>The first such pair, largest buffer first, over one piece of memory; <see langword="null"/> when there is none.</summary>
    /// <param name="candidates">Devices to choose from, in their own order.</param>
    /// <param name="rules">Decides; quadratically many questions.</param>
    public static Scenario? Find(IReadOnlyList<Device> candidates, IRules rules) => (
        from size in SizesBytes
        let layout = new Layout(0, [new PfnRun(0x80000, PageSize.FourKiB.PagesFor(size))])
        let usable = candidates.Where(d => rules.Verdict(Of(size, layout, [d])) == Verdict.Sat).ToList()
        from pair in Pairs(usable)
        let scenario = Of(size, layout, [pair.First, pair.Second])
        where rules.Verdict(scenario) == Verdict.Unsat && IsTelling(scenario, rules)
        select scenario).FirstOrDefault();

    private static IEnumerable<(Device First, Device Second)> Pairs(List<Device> devices) =>
        devices.SelectMany((first, i) => devices.Skip(i + 1).Select(second => (first, second)));

    private static Scenario Of(ulong sizeBytes, Layout layout, ValueList<Device> devices) => new()
    {
        BufferSizeBytes = sizeBytes,
        Layout = layout,
        Devices = devices,
    };

    private static bool IsTelling(Scenario scenario, IRules rules) =>
        Conflict.MinimalCore(scenario, rules.Verdict) is { } core
        && core.Devices.Count() == 2
        && !core.Limits.Any(p => Conflict.IsDefault(p, scenario))
        && Relaxations.Of(scenario, core.Limits, rules.Verdict).Count > 0;
}
