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
    private readonly AnswerCache _answers;
    private readonly CandidateTally _tally;

    // Made once, as they are handed over with every question.
    private readonly Func<DeviceProfile, bool> _couldServe;
    private readonly Func<Judge, bool> _couldServeTogether;
    private readonly Func<DeviceProfile, int, bool> _serves;
    private readonly Func<DeviceProfile, int, TablePlan?> _plan;
    private readonly Func<SegmentTable, DeviceProfile, bool> _fits;
    private readonly Func<int, ImmutableArray<Judge>, bool> _hasOneTable;

    public Storages(Scenario scenario, EngineParts parts, Serving serving, MergedConstraints constraints)
    {
        _candidates = parts.Candidates;
        _serving = serving;
        _constraints = constraints;
        _answers = parts.Answers();
        OneTableForAll = parts.Decisions.SharesOneTable(scenario.Exporter, scenario.Policy);
        _buffers = [.. _candidates.Of(scenario).Select(serving.BufferOver)];
        _tally = new(_buffers.Length);
        _couldServe = serving.CouldServe;
        _couldServeTogether = serving.CouldServe;
        _serves = (profile, candidate) => serving.Serves(profile, _buffers[candidate]);
        _plan = (profile, candidate) => serving.Plan(profile, _buffers[candidate]);
        _fits = serving.Fits;
        _hasOneTable = (candidate, judges) => serving.HasOneTable(_buffers[candidate], judges.AsSpan());
    }

    public int Count => _buffers.Length;

    /// <summary>Whether all who can have one table together get one.</summary>
    public bool OneTableForAll { get; }

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

    /// <summary>Whether some storage, a candidate or not, could serve a device alone.</summary>
    public bool CouldServe(DeviceProfile profile) => _answers.CouldServe(profile, _couldServe);

    /// <summary>The same for the merged limits of devices of one bus offset.</summary>
    public bool CouldServe(Judge merged) => _answers.CouldServe(merged, _couldServeTogether);

    /// <summary>A device's own table over a candidate.</summary>
    public TablePlan? Plan(int candidate, DeviceProfile profile) => _answers.Plan(profile, candidate, _plan);

    /// <summary>Whether a device accepts a table that was made for others.</summary>
    public bool Fits(SegmentTable table, DeviceProfile profile) => _answers.Fits(profile, table, _fits);

    /// <summary>An attachment's mapping over what the stamp says, made anew where it is not remembered.</summary>
    public Mapping MappingOf(Attachment attachment, in MappingStamp stamp, MappingKind kind, SegmentTable table, long shift)
    {
        if (_answers.Find(attachment, stamp) is { } known)
        {
            return known;
        }

        var mapping = new Mapping(kind, attachment.Profile.Device.Iommu?.Domain, TablePlan.Shifted(table, shift));
        _answers.Keep(attachment, stamp, mapping);
        return mapping;
    }

    /// <summary>Whether a candidate serves a device alone.</summary>
    public bool Serves(int candidate, DeviceProfile profile) =>
        _answers.Serves(profile, candidate, _serves);

    /// <summary>Whether a candidate serves everybody attached.</summary>
    public bool ServesAll(int candidate) =>
        _tally.ServesAllBut(candidate, null) && (!OneTableForAll || HasOneTable(candidate, _constraints.Judges));

    /// <summary>Whether it would serve everybody if a device had these limits.</summary>
    public bool ServesAllWith(int candidate, int device, DeviceProfile profile) =>
        Serves(candidate, profile)
        && _tally.ServesAllBut(candidate, device)
        && (!OneTableForAll || HasOneTable(candidate, _constraints.JudgesWith(device, profile)));

    /// <summary>An attached device that a candidate does not serve alone, one left out.</summary>
    public int? FirstUnserved(int candidate, int except) => _tally.FirstUnserved(candidate, except);

    /// <summary>The first candidate that serves everybody.</summary>
    public int? First() => FirstWhere(ServesAll);

    /// <summary>Whether any would serve everybody if a device had these limits.</summary>
    public bool AnyWith(int device, DeviceProfile profile)
    {
        for (int candidate = 0; candidate < Count; candidate++)
        {
            if (ServesAllWith(candidate, device, profile))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first candidate that serves everybody and shares no page with present storage.</summary>
    public int? FirstElsewhere(int present, Func<int, bool> serves) => FirstWhere(c => c != present && serves(c)
        && _answers.Disjoint(c, present, (one, other) => _candidates.AreDisjoint(_buffers[one].Layout, _buffers[other].Layout)));

    /// <summary>The one table of everybody who can share, in physical addresses.</summary>
    public SegmentTable? SharedTable(int candidate) => _answers.SharedTable(
        candidate, _constraints.Judges, (c, judges) => _serving.OneTable(_buffers[c], judges.AsSpan()));

    private bool HasOneTable(int candidate, ImmutableArray<Judge> judges) =>
        _answers.OneTable(candidate, judges, _hasOneTable);

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
