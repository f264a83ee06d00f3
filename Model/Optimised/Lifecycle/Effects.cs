using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>What an operation did besides its answer.</summary>
internal sealed class Effects
{
    public List<CacheAction> Actions { get; } = [];

    public List<int> Notified { get; } = [];

    public StepResult On(StepResult result) => Actions.Count + Notified.Count == 0
        ? result
        : result with { CacheActions = [.. Actions], Notified = [.. Notified] };
}
