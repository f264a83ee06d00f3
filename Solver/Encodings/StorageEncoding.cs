using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Chooses how a table over one storage is stated.</summary>
internal static class StorageEncoding
{
    /// <summary>Page by page up to <see cref="SolverOptions.MaxPages"/>, else run by run.</summary>
    /// <param name="scope">Where it is stated.</param>
    /// <param name="options">Of the voter.</param>
    /// <param name="storage">What a table has to cover.</param>
    /// <param name="judges">Each has to accept it.</param>
    /// <param name="granuleBytes">Smallest page of the IOMMU behind which the only judge is, if it is.</param>
    public static IEncoding Of(
        SolverScope scope, SolverOptions options, Storage storage, JudgeView[] judges, ulong? granuleBytes)
    {
        var tracker = new LimitTracker(scope);
        if (granuleBytes is { } granule)
        {
            CommonRules.AskMinAlign(scope, tracker, judges[0], granule);
        }

        return Of(scope, options, storage, judges, tracker);
    }

    /// <summary>
    /// The table of a device that may bounce. Whether something is out of reach is a fact of the storage; where it is, each cap is the size
    /// of a judge that stands for the limits which bring it about.
    /// </summary>
    public static IEncoding Of(SolverScope scope, SolverOptions options, Storage storage, BounceView device)
    {
        var tracker = new LimitTracker(scope);
        if (device.Reaches(storage))
        {
            return Of(scope, options, storage, [device.View], tracker);
        }

        List<JudgeView> judges = [device.WithoutReach];
        foreach ((LimitKind[] kinds, ulong pages) in device.Caps)
        {
            ResolvedLimits cap = ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = pages << storage.PageSize.Shift };
            var standIn = new JudgeView(device.View.Index + judges.Count, new Judge(device.View.Judge.Device, cap, BusOffsetBytes: 0), storage.PageSize);
            tracker.StandIn(standIn, device.View, kinds);
            judges.Add(standIn);
        }

        return Of(scope, options, storage, [.. judges], tracker);
    }

    private static IEncoding Of(SolverScope scope, SolverOptions options, Storage storage, JudgeView[] judges, LimitTracker tracker) =>
        storage.Pages <= (ulong)options.MaxPages
            ? new PageEncoding(scope, tracker, storage, judges)
            : new RunEncoding(scope, tracker, storage, judges);
}
