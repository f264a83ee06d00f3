using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Whether limits can be let in, of a newcomer or changed ones.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>What is needed to let limits in.</summary>
    /// <param name="Refusal">Why they cannot be.</param>
    /// <param name="MovesTo">The candidate to which storage moves for it.</param>
    private readonly record struct Admission(StepResult? Refusal, int? MovesTo)
    {
        public static Admission Refused(Errno errno, GroundsKind kind, string device, ValueList<BitingLimit> limits) =>
            new(StepResult.Refused(errno, kind, device, limits), null);
    }

    /// <summary>Rule 1 of attach.</summary>
    private StepResult? WhyIllegal(DeviceProfile profile)
    {
        if (_decisions.CheckLimits(profile.Device.Limits, _scenario.PageSize) is not { } problem)
        {
            return null;
        }

        string device = profile.Device.Name;
        var field = new BitingLimit(device, problem.Kind, problem.Value, IsDefault: false);
        return StepResult.Refused(Errno.Einval, GroundsKind.InvalidLimit, device, [field]);
    }

    /// <summary>Rule 4 of attach, for a newcomer or an attached device with other limits.</summary>
    /// <param name="device">Whose limits.</param>
    /// <param name="profile">The limits.</param>
    /// <param name="madeTable">The cached table that goes on living.</param>
    private Admission Place(DeviceState device, DeviceProfile profile, SegmentTable? madeTable)
    {
        int index = device.Index;
        if (_storage is not { } storage)
        {
            return _storages.Count == 0 ? new(NoStorageFor(device.Name), null)
                : _storages.AnyWith(index, profile) ? default
                : Admission.Refused(Errno.Einval, GroundsKind.Conflict, device.Name, _conflicts.OfCandidates(index, profile));
        }

        if (_storages.ServesAllWith(storage, index, profile) && (madeTable is null || !profile.CanShare || _storages.Fits(madeTable, profile)))
        {
            return default;
        }

        GroundsKind? obstacle = WhyStorageStays(out string? blocker);
        int? target = obstacle is null
            ? _storages.FirstElsewhere(storage, c => _storages.ServesAllWith(c, index, profile))
            : null;
        return target is not null
            ? new(null, target)
            : Admission.Refused(
                _decisions.LateComerErrno,
                obstacle ?? GroundsKind.NoStorage,
                blocker ?? device.Name,
                _conflicts.OfStorage(storage, profile.CanShare ? madeTable : null, index, profile));
    }

    /// <summary>Rule 3 of attach: limits that no storage can meet.</summary>
    private StepResult? WhyNoStorageCouldDo(DeviceState device, DeviceProfile profile)
    {
        if (!_storages.CouldServe(profile))
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.Conflict, device.Name, _conflicts.OfDevice(profile));
        }

        bool isTooMuchTogether = profile.CanShare
            && _decisions.MergesCapacity(_scenario.Mode, _scenario.Policy)
            && !_storages.CouldServe(_constraints.JudgeWith(device.Index, profile));
        return isTooMuchTogether
            ? StepResult.Refused(
                Errno.Einval, GroundsKind.Conflict, device.Name, _conflicts.OfBusOffset(device.Index, profile))
            : null;
    }
}
