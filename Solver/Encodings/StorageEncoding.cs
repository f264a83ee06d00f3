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

        return storage.Pages <= (ulong)options.MaxPages
            ? new PageEncoding(scope, tracker, storage, judges)
            : new RunEncoding(scope, tracker, storage, judges);
    }
}
