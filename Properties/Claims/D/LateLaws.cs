using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>What has to hold of every attach to storage that is there already.</summary>
internal static class LateLaws
{
    /// <summary>The storage stays where it is and the newcomer joins exactly if it serves all of them; who cannot be served is refused or the storage moves.</summary>
    public static Law KeptExactlyIfServed { get; } = TraceLaws.OfEachStep(
        "Attach.KeptExactlyIfServed", "attach(s, d) = ok with the storage kept <=> storage(s) serves attached(s) + d, when some storage could", Kept);

    /// <summary>Where nothing can move, such a refusal is EBUSY.</summary>
    public static Law BusyIfNotServed { get; } = TraceLaws.OfEachStep(
        "Attach.BusyIfNotServed", "storage(s) cannot move and does not serve attached(s) + d, some other could => attach(s, d) = EBUSY", Busy);

    private static LawResult Kept(StepCase c)
    {
        if (Newcomers(c) is not { } devices || IsRefusedForAnotherReason(c))
        {
            return LawResult.NotApplicable;
        }

        bool kept = c.IsOk && c.Step.After.Storage == c.Step.Before.Storage;
        return c.Same("the storage stays exactly if it serves", Serves(c, devices), kept);
    }

    private static LawResult Busy(StepCase c) =>
        Newcomers(c) is not { } devices || c.Scenario.Exporter.IsMovable || Serves(c, devices)
            ? LawResult.NotApplicable
            : c.Same("whom the storage does not serve is told to try later", Errno.Ebusy, c.Result.Errno);

    /// <summary>Everybody, if this is an attach to storage that is there, by a device whom some storage could serve with the others.</summary>
    private static ValueList<Device>? Newcomers(StepCase c)
    {
        if (c.Operation is not Operation.Attach attach || c.Step.Before.Storage is null)
        {
            return null;
        }

        Device newcomer = c.Device(attach.Device);
        ValueList<Device> devices = [.. DeclaredLimits.Attached(c.Step.Before, c.Devices), newcomer];
        bool canBeAsked = LimitChecks.Check(newcomer.Limits, c.Scenario.PageSize) is null
            && (c.Scenario.Exporter.HasPages || !newcomer.NeedsPages)
            && Feasibility.CouldBeServed(c.Scenario, devices);
        return canBeAsked ? devices : null;
    }

    private static bool Serves(StepCase c, ValueList<Device> devices) =>
        Feasibility.IsServed(c.Scenario, c.Step.Before.Storage!, CachedTables.InUse(c, c.Step.Before), devices);

    private static bool IsRefusedForAnotherReason(StepCase c) => c.Result.Grounds?.Kind == GroundsKind.ExporterRefuses;
}
