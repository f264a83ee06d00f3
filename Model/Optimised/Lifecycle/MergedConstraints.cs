using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// The merged limits of the attached devices, each counted once however often it is attached: the buffer's constraints, and for those who
/// could have one table together one judge for each bus offset, since merging is exact where offsets agree.
/// </summary>
/// <remarks>Every member takes O(log n) in devices, and O(distinct bus offsets) where a judge changes.</remarks>
public class MergedConstraints
{
    /// <summary>A merged judge speaks for many.</summary>
    private const string Everybody = "";

    private readonly MergedLimitsTree _all = new();
    private readonly Dictionary<int, int> _slots = [];
    private readonly Dictionary<long, OffsetGroup> _groups = [];

    /// <summary>Merged limits of the direct devices, reach in physical addresses.</summary>
    public virtual ResolvedLimits Limits => _all.Merged;

    /// <summary>One judge for each bus offset, in no order that means anything.</summary>
    public virtual ImmutableArray<Judge> Judges { get; private set; } = [];

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
            ImmutableArray<Judge> judges = JudgesWith(device, profile);
            long offset = profile.Judge.BusOffsetBytes;
            if (!_groups.TryGetValue(offset, out OffsetGroup? group))
            {
                group = new();
                _groups.Add(offset, group);
            }

            group.Add(device, profile);
            Judges = judges;
        }
    }

    /// <summary>A device is not attached any more; the profile is the one it joined with.</summary>
    public virtual void Leave(int device, DeviceProfile profile)
    {
        if (_slots.Remove(device, out int slot))
        {
            _all.Detach(slot);
        }

        long offset = profile.Judge.BusOffsetBytes;
        if (profile.CanShare && _groups.TryGetValue(offset, out OffsetGroup? group))
        {
            group.Remove(device);
            if (group.IsEmpty)
            {
                _groups.Remove(offset);
                Judges = Judges.RemoveAll(j => j.BusOffsetBytes == offset);
            }
            else
            {
                Judges = Replaced(new(Everybody, group.Merged, offset));
            }
        }
    }

    /// <summary>What the constraints would be if a device had these limits, attached already or not.</summary>
    public virtual ResolvedLimits LimitsWith(int device, DeviceProfile profile)
    {
        ResolvedLimits others = _slots.TryGetValue(device, out int slot) ? _all.MergedWithout(slot) : _all.Merged;
        return profile.IsDirect ? LimitMerge.Tightest(others, profile.Constraint) : others;
    }

    /// <summary>The judge of everybody with a device's bus offset, if the device had these limits. It must be able to share.</summary>
    public virtual Judge JudgeWith(int device, DeviceProfile profile)
    {
        long offset = profile.Judge.BusOffsetBytes;
        return _groups.TryGetValue(offset, out OffsetGroup? group)
            ? new(Everybody, LimitMerge.Tightest(group.MergedWithout(device), profile.Judge.Limits), offset)
            : profile.Judge with { Device = Everybody };
    }

    /// <summary>All judges, if a device had these limits; the very same array where nothing would change.</summary>
    public virtual ImmutableArray<Judge> JudgesWith(int device, DeviceProfile profile) =>
        profile.CanShare ? Replaced(JudgeWith(device, profile)) : Judges;

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

    private ImmutableArray<Judge> Replaced(Judge judge)
    {
        for (int i = 0; i < Judges.Length; i++)
        {
            if (Judges[i].BusOffsetBytes == judge.BusOffsetBytes)
            {
                return Judges[i].Limits == judge.Limits ? Judges : Judges.SetItem(i, judge);
            }
        }

        return Judges.Add(judge);
    }

    /// <summary>The devices of one bus offset.</summary>
    private sealed class OffsetGroup
    {
        private readonly MergedLimitsTree _tree = new(1);
        private readonly Dictionary<int, int> _slots = [];
        private readonly Dictionary<int, int> _devices = [];

        public bool IsEmpty => _slots.Count == 0;

        public ResolvedLimits Merged => _tree.Merged;

        public void Add(int device, DeviceProfile profile)
        {
            int slot = _tree.Attach(profile.Judge.Limits);
            _slots.Add(device, slot);
            _devices.Add(slot, device);
        }

        public void Remove(int device)
        {
            _slots.Remove(device, out int slot);
            _devices.Remove(slot);
            _tree.Detach(slot);
        }

        public ResolvedLimits MergedWithout(int device) =>
            _slots.TryGetValue(device, out int slot) ? _tree.MergedWithout(slot) : _tree.Merged;

        public int Tightest(LimitKind kind, int except) =>
            _devices[_tree.TightestSlot(kind, _slots.TryGetValue(except, out int slot) ? slot : -1)];
    }
}
