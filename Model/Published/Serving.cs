using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whether storage has tables for those who are attached.</summary>
internal static class Serving
{
    /// <summary>A table for each and, with one cached table, one for all who share it.</summary>
    public static bool Serves(Setup setup, Layout layout, IReadOnlyCollection<Device> devices)
    {
        if (!devices.All(device => ServesOne(setup, layout, device)))
        {
            return false;
        }

        Judge[] sharing = setup.HasOneTable ? Sharing(setup, devices) : [];
        return sharing.Length == 0 || Judging.HasTable(setup, layout, [.. sharing]);
    }

    /// <summary>Those whose mappings are over the exporter's one table: direct, and nothing of them may bounce.</summary>
    public static Judge[] Sharing(Setup setup, IEnumerable<Device> devices) =>
    [
        .. devices.Where(device => device is { Iommu: null, MayBounce: false })
            .Select(device => Judging.Direct(setup, device)),
    ];

    /// <summary>
    /// Whether storage that exists serves everybody, and a live cached table the newcomer too. A table that outlived its mappings
    /// is not asked about.
    /// </summary>
    public static bool StillServes(Setup setup, BufferState state, IReadOnlyCollection<Device> devices, string newcomer)
    {
        Layout storage = state.Storage!;
        if (!Serves(setup, storage, devices))
        {
            return false;
        }

        bool isLive = state.Attachments.Any(a => a.Live is { IsShared: true });
        return state.CachedTable is not { } table || !isLive
            || Sharing(setup, devices.Where(device => device.Name == newcomer))
                .All(judge => TableCheck.Accepts(table, judge, setup.Scenario.PageSize));
    }

    private static bool ServesOne(Setup setup, Layout layout, Device device)
    {
        if (device.Iommu is { } iommu)
        {
            Judge judge = Judging.BehindIommu(setup, device);
            var question = new IommuQuestion(setup.Over(layout), judge, iommu.GranuleBytes, setup.Scenario.Policy.Enforcement);
            return setup.Rules.Answer(question).Verdict == Verdict.Sat;
        }

        return BouncePool.Bounces(setup, layout, device)
            ? ServesWithCopies(setup, layout, device)
            : Judging.HasTable(setup, layout, [Judging.Direct(setup, device)]);
    }

    private static bool ServesWithCopies(Setup setup, Layout layout, Device device) =>
        BouncePool.JudgeOfBounced(setup, device) is { } judge
        && Judging.HasTable(setup, layout, [judge])
        && setup.Rules.Table(setup.Over(layout), [judge], int.MaxValue) is { } table
        && BouncePool.Place(setup, device, table) is not null;
}
