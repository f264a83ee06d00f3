using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// The candidates of one buffer, and which of them serve whom. Each question may suppose one change: that a device has other limits, or is
/// attached, though it is not yet.
/// </summary>
internal sealed class Storages
{
    private readonly PlacementCandidates _candidates;
    private readonly Serving _serving;
    private readonly MergedConstraints _constraints;
    private readonly PagedBuffer[] _buffers;
    private readonly CandidateTally _tally;

    public Storages(Scenario scenario, EngineParts parts, Serving serving, MergedConstraints constraints)
    {
        _candidates = parts.Candidates;
        _serving = serving;
        _constraints = constraints;
        Answers = parts.Answers();
        OneTableForAll = parts.Decisions.SharesOneTable(scenario.Exporter, scenario.Policy);
        _buffers = [.. _candidates.Of(scenario).Select(serving.BufferOver)];
        _tally = new(_buffers.Length);
    }

    public int Count => _buffers.Length;

    /// <summary>Whether all who can have one table together get one.</summary>
    public bool OneTableForAll { get; }

    public AnswerCache Answers { get; }

    public PagedBuffer this[int candidate] => _buffers[candidate];

    /// <summary>A device is attached, or attached with other limits than before.</summary>
    public void Joined(int device, DeviceProfile profile)
    {
        for (int candidate = 0; candidate < Count; candidate++)
        {
            _tally.Set(candidate, device, Serves(candidate, profile));
        }
    }

    /// <summary>A device is not attached any more.</summary>
    public void Left(int device)
    {
        for (int candidate = 0; candidate < Count; candidate++)
        {
            _tally.Set(candidate, device, isServed: true);
        }
    }

    /// <summary>Whether a candidate serves a device alone.</summary>
    public bool Serves(int candidate, DeviceProfile profile) =>
        Answers.Serves(profile, candidate, () => _serving.Serves(profile, _buffers[candidate]));

    /// <summary>Whether a candidate serves everybody attached.</summary>
    public bool ServesAll(int candidate) => _tally.ServesAllBut(candidate, null) && HasOneTable(candidate, _constraints.Judges);

    /// <summary>Whether it would serve everybody if a device had these limits.</summary>
    public bool ServesAllWith(int candidate, int device, DeviceProfile profile) =>
        Serves(candidate, profile)
        && _tally.ServesAllBut(candidate, device)
        && HasOneTable(candidate, _constraints.JudgesWith(device, profile));

    /// <summary>An attached device that a candidate does not serve alone, one left out.</summary>
    public int? FirstUnserved(int candidate, int except) => _tally.FirstUnserved(candidate, except);

    /// <summary>The first candidate that serves everybody.</summary>
    public int? First() => FirstWhere(ServesAll);

    /// <summary>The first that would serve everybody if a device had these limits.</summary>
    public int? FirstWith(int device, DeviceProfile profile) => FirstWhere(c => ServesAllWith(c, device, profile));

    /// <summary>The first candidate that serves everybody and shares no page with present storage.</summary>
    public int? FirstElsewhere(int present, Func<int, bool> serves) => FirstWhere(c => c != present && serves(c)
        && Answers.Disjoint(c, present, () => _candidates.AreDisjoint(_buffers[c].Layout, _buffers[present].Layout)));

    /// <summary>The one table of everybody who can share, in physical addresses.</summary>
    public SegmentTable? SharedTable(int candidate) => Answers.SharedTable(
        candidate, _constraints.Judges, () => _serving.OneTable(_buffers[candidate], _constraints.Judges.AsSpan()));

    private bool HasOneTable(int candidate, ImmutableArray<Judge> judges) =>
        !OneTableForAll || Answers.OneTable(candidate, judges, () => _serving.HasOneTable(_buffers[candidate], judges.AsSpan()));

    private int? FirstWhere(Func<int, bool> serves)
    {
        for (int candidate = 0; candidate < Count; candidate++)
        {
            if (serves(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
