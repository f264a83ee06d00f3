using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// The merged limits of the attached devices, each counted once however often it is attached: the buffer's constraints, and for those who
/// could have one table together one judge for each bus offset, since merging is exact where offsets agree.
/// </summary>
/// <remarks>Every member takes O(log n) in devices; the judges together one step for each bus offset, when one of them has changed.</remarks>
public class MergedConstraints
{
    private readonly MergedLimitsTree _all = new();
    private readonly DeviceSlots _slots = new();
    private readonly Dictionary<long, OffsetGroup> _groups = [];
    private ImmutableArray<Judge> _judges = [];
    private bool _judgesMayHaveChanged;

    /// <summary>Merged limits of the direct devices, reach in physical addresses.</summary>
    public virtual ResolvedLimits Limits => _all.Merged;

    /// <summary>One judge for each bus offset, in no order that means anything; the very same array until one changes.</summary>
    public virtual ImmutableArray<Judge> Judges
    {
        get
        {
            if (_judgesMayHaveChanged && !_judges.SequenceEqual(_groups.Values.Select(g => g.Judge)))
            {
                _judges = [.. _groups.Values.Select(g => g.Judge)];
            }

            _judgesMayHaveChanged = false;
            return _judges;
        }
    }

    /// <summary>A device is attached that was not.</summary>
    /// <param name="device">Its place in the scenario.</param>
    /// <param name="profile">Its limits.</param>
    public virtual void Join(int device, DeviceProfile profile)
    {
        if (profile.IsDirect)
        {
            _slots.Add(device, _all.Attach(profile.Constraint));
        }

        if (profile.CanShare)
        {
            long offset = profile.Judge.BusOffsetBytes;
            if (!_groups.TryGetValue(offset, out OffsetGroup? group))
            {
                group = new(offset);
                _groups.Add(offset, group);
            }

            group.Add(device, profile.Judge.Limits);
            _judgesMayHaveChanged = true;
        }
    }

    /// <summary>A device is not attached any more; the profile is the one it joined with.</summary>
    public virtual void Leave(int device, DeviceProfile profile)
    {
        if (_slots.Remove(device) is >= 0 and var slot)
        {
            _all.Detach(slot);
        }

        long offset = profile.Judge.BusOffsetBytes;
        if (profile.CanShare && _groups.TryGetValue(offset, out OffsetGroup? group))
        {
            group.Remove(device);
            _judgesMayHaveChanged = true;
            if (group.IsEmpty)
            {
                _groups.Remove(offset);
            }
        }
    }

    /// <summary>What the constraints would be if a device had these limits, attached already or not.</summary>
    public virtual ResolvedLimits LimitsWith(int device, DeviceProfile profile)
    {
        ResolvedLimits others = _slots[device] is >= 0 and var slot ? _all.MergedWithout(slot) : _all.Merged;
        return profile.IsDirect ? LimitMerge.Tightest(others, profile.Constraint) : others;
    }

    /// <summary>The judge of everybody with a device's bus offset, if the device had these limits. It must be able to share.</summary>
    public virtual Judge JudgeWith(int device, DeviceProfile profile) =>
        _groups.TryGetValue(profile.Judge.BusOffsetBytes, out OffsetGroup? group)
            ? group.JudgeOf(LimitMerge.Tightest(group.MergedWithout(device), profile.Judge.Limits))
            : profile.Judge;

    /// <summary>All judges, if a device had these limits; the very same array where nothing would change.</summary>
    public virtual ImmutableArray<Judge> JudgesWith(int device, DeviceProfile profile)
    {
        if (!profile.CanShare)
        {
            return Judges;
        }

        ImmutableArray<Judge> judges = Judges;
        Judge judge = JudgeWith(device, profile);
        for (int i = 0; i < judges.Length; i++)
        {
            if (judges[i].BusOffsetBytes == judge.BusOffsetBytes)
            {
                return ReferenceEquals(judges[i], judge) ? judges : judges.SetItem(i, judge);
            }
        }

        return judges.Add(judge);
    }

    /// <summary>
    /// For each limit of each judge the device that has it: a set of pairs, at most six for a bus offset, that asks of one table what all
    /// devices ask of it. A device is taken with the limits given.
    /// </summary>
    internal IEnumerable<(int Device, LimitKind Kind)> TightestPairs(int device, DeviceProfile profile, long? onlyOffset = null)
    {
        foreach (Judge judge in JudgesWith(device, profile))
        {
            if (onlyOffset is { } only && judge.BusOffsetBytes != only)
            {
                continue;
            }

            foreach (LimitKind kind in LimitKinds.All)
            {
                if (judge.Limits[kind] == kind.Unlimited())
                {
                    continue;
                }

                bool isMine = profile.CanShare && judge.BusOffsetBytes == profile.Judge.BusOffsetBytes
                    && profile.Judge.Limits[kind] == judge.Limits[kind];
                yield return (isMine ? device : _groups[judge.BusOffsetBytes].Tightest(kind, device), kind);
            }
        }
    }

    /// <summary>The devices of one bus offset.</summary>
    private sealed class OffsetGroup(long busOffsetBytes)
    {
        private readonly MergedLimitsTree _tree = new(1);
        private readonly DeviceSlots _slots = new();
        private readonly List<int> _deviceOfSlot = [];

        private Judge _judge = new("", ResolvedLimits.Unlimited, busOffsetBytes);

        /// <summary>A merged judge speaks for many, and has no name. The very same until its limits change.</summary>
        public Judge Judge => _judge = JudgeOf(_tree.Merged);

        public bool IsEmpty => _tree.Count == 0;

        public void Add(int device, in ResolvedLimits limits)
        {
            int slot = _tree.Attach(limits);
            _slots.Add(device, slot);
            if (slot == _deviceOfSlot.Count)
            {
                _deviceOfSlot.Add(device);
            }

            _deviceOfSlot[slot] = device;
        }

        public void Remove(int device) => _tree.Detach(_slots.Remove(device));

        public ResolvedLimits MergedWithout(int device) =>
            _slots[device] is >= 0 and var slot ? _tree.MergedWithout(slot) : _tree.Merged;

        /// <summary>A judge of this bus offset; the one there is where the limits are its own.</summary>
        public Judge JudgeOf(in ResolvedLimits limits) => limits == _judge.Limits ? _judge : _judge with { Limits = limits };

        public int Tightest(LimitKind kind, int except) =>
            _deviceOfSlot[_tree.TightestSlot(kind, _slots[except])];
    }
}
