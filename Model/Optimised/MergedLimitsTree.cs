using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>
/// The merged limits of a changing set of attachments, for devices that see the same addresses. Where a list has to be walked anew at
/// each detach (thread F5-F7), a tournament tree only plays the matches of the slot that changed.
/// </summary>
/// <remarks>
/// Attach, detach and <see cref="MergedWithout"/> take O(log n), and mostly a few steps as they stop where nothing changes;
/// <see cref="Merged"/> takes O(1). Nothing is allocated but when the number of slots doubles. Not safe for concurrent use.
/// </remarks>
public sealed class MergedLimitsTree : IAttachSet
{
    /// <summary>Node 1 is the root, node n has children 2n and 2n + 1; slot s is leaf capacity + s. Node 0 is not used.</summary>
    private Vector512<ulong>[] _nodes;

    private int[] _free;
    private int _freeCount;
    private int _used;

    /// <summary>An empty set.</summary>
    /// <param name="capacity">Slots to begin with, at least 1.</param>
    public MergedLimitsTree(int capacity = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _nodes = new Vector512<ulong>[2 * slots];
        Array.Fill(_nodes, LimitLanes.None);
        _free = new int[slots];
    }

    /// <summary>Attachments in the set.</summary>
    public int Count => _used - _freeCount;

    /// <summary>The tightest of each field; <see cref="ResolvedLimits.Unlimited"/> for the empty set.</summary>
    public ResolvedLimits Merged => LimitLanes.Unpack(_nodes[1]);

    private int Capacity => _nodes.Length / 2;

    /// <summary>Adds limits and returns the slot by which they are detached; slots of the detached are used again.</summary>
    public int Attach(in ResolvedLimits limits)
    {
        if (_freeCount == 0 && _used == Capacity)
        {
            Grow();
        }

        int slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        Set(slot, LimitLanes.Pack(limits));
        return slot;
    }

    int IAttachSet.Attach(ResolvedLimits limits) => Attach(limits);

    /// <summary>Takes an attachment out.</summary>
    /// <exception cref="ArgumentException">The slot is not attached.</exception>
    public void Detach(int slot)
    {
        CheckAttached(slot);
        Set(slot, LimitLanes.None);
        _free[_freeCount++] = slot;
    }

    /// <summary>What would be merged if one attachment were not there: the matches against its opponents alone.</summary>
    /// <exception cref="ArgumentException">The slot is not attached.</exception>
    public ResolvedLimits MergedWithout(int slot)
    {
        CheckAttached(slot);
        Vector512<ulong> merged = LimitLanes.None;
        for (int node = Capacity + slot; node > 1; node >>= 1)
        {
            merged = Vector512.Min(merged, _nodes[node ^ 1]);
        }

        return LimitLanes.Unpack(merged);
    }

    /// <summary>
    /// A slot that has the tightest value of one limit, one attachment left out; -1 when nobody else is attached. O(log n): down from the
    /// tightest opponent along equal values.
    /// </summary>
    /// <param name="kind">The limit.</param>
    /// <param name="except">The slot to leave out, or -1 for none.</param>
    public int TightestSlot(LimitKind kind, int except = -1)
    {
        int lane = (int)kind;
        int best = except < 0 ? 1 : 0;
        for (int node = Capacity + except; except >= 0 && node > 1; node >>= 1)
        {
            int opponent = node ^ 1;
            if (LimitLanes.IsAttached(_nodes[opponent]) && (best == 0 || _nodes[opponent][lane] < _nodes[best][lane]))
            {
                best = opponent;
            }
        }

        if (best == 0 || !LimitLanes.IsAttached(_nodes[best]))
        {
            return -1;
        }

        ulong value = _nodes[best][lane];
        while (best < Capacity)
        {
            int left = 2 * best;
            best = LimitLanes.IsAttached(_nodes[left]) && _nodes[left][lane] == value ? left : left + 1;
        }

        return best - Capacity;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Set(int slot, Vector512<ulong> lanes)
    {
        Vector512<ulong>[] nodes = _nodes;
        int node = Capacity + slot;
        nodes[node] = lanes;
        while (node > 1)
        {
            lanes = Vector512.Min(lanes, nodes[node ^ 1]);
            node >>= 1;
            if (nodes[node] == lanes)
            {
                return;
            }

            nodes[node] = lanes;
        }
    }

    /// <summary>Doubles the slots: the old leaves move, the matches above them are played again.</summary>
    private void Grow()
    {
        int slots = 2 * Capacity;
        var nodes = new Vector512<ulong>[2 * slots];
        Array.Fill(nodes, LimitLanes.None);
        _nodes.AsSpan(Capacity).CopyTo(nodes.AsSpan(slots));
        for (int node = slots - 1; node > 0; node--)
        {
            nodes[node] = Vector512.Min(nodes[2 * node], nodes[(2 * node) + 1]);
        }

        _nodes = nodes;
        _free = new int[slots];
    }

    private void CheckAttached(int slot)
    {
        if (slot < 0 || slot >= Capacity || !LimitLanes.IsAttached(_nodes[Capacity + slot]))
        {
            throw new ArgumentException($"slot {slot} is not attached", nameof(slot));
        }
    }
}
