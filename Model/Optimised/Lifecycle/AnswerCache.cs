using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// Remembers answers together with everything they depend on. What is about a device's limits lives in their profile and dies with it;
/// mappings live in their attachment; one answer about all devices is kept for each candidate.
/// </summary>
public class AnswerCache
{
    private readonly Dictionary<int, (ImmutableArray<Judge> Judges, bool Answer)> _oneTable = [];
    private readonly Dictionary<(int, int), bool> _disjoint = [];
    private (Judge? Judge, bool Answer) _together;
    private (int Candidate, ImmutableArray<Judge> Judges, SegmentTable? Table) _shared = (-1, default, null);

    /// <summary>Whether some storage could do for a device alone.</summary>
    public virtual bool CouldServe(DeviceProfile profile, Func<DeviceProfile, bool> answer) =>
        profile.Answers.CouldServe ??= answer(profile);

    /// <summary>Whether some storage could do for devices of one bus offset together.</summary>
    public virtual bool CouldServe(Judge merged, Func<Judge, bool> answer)
    {
        if (_together.Judge != merged)
        {
            _together = (merged, answer(merged));
        }

        return _together.Answer;
    }

    /// <summary>Whether a candidate serves a device.</summary>
    public virtual bool Serves(DeviceProfile profile, int candidate, Func<DeviceProfile, int, bool> answer)
    {
        ProfileAnswers answers = profile.Answers;
        if (candidate >= answers.Serves.Length)
        {
            bool?[] longer = new bool?[candidate + 1];
            answers.Serves.CopyTo(longer, 0);
            answers.Serves = longer;
        }

        return answers.Serves[candidate] ??= answer(profile, candidate);
    }

    /// <summary>A device's table over a candidate.</summary>
    public virtual TablePlan? Plan(DeviceProfile profile, int candidate, Func<DeviceProfile, int, TablePlan?> answer)
    {
        ProfileAnswers answers = profile.Answers;
        if (answers.PlannedCandidate != candidate)
        {
            answers.Plan = answer(profile, candidate);
            answers.PlannedCandidate = candidate;
        }

        return answers.Plan;
    }

    /// <summary>Whether a device accepts a table that was made for others.</summary>
    public virtual bool Fits(DeviceProfile profile, SegmentTable table, Func<SegmentTable, DeviceProfile, bool> answer)
    {
        ProfileAnswers answers = profile.Answers;
        if (!ReferenceEquals(answers.Table, table))
        {
            answers.FitsTable = answer(table, profile);
            answers.Table = table;
        }

        return answers.FitsTable;
    }

    /// <summary>Whether one table over a candidate satisfies all judges.</summary>
    public virtual bool OneTable(int candidate, ImmutableArray<Judge> judges, Func<int, ImmutableArray<Judge>, bool> answer)
    {
        if (_oneTable.TryGetValue(candidate, out var known) && Same(known.Judges, judges))
        {
            return known.Answer;
        }

        bool fresh = answer(candidate, judges);
        _oneTable[candidate] = (judges, fresh);
        return fresh;
    }

    /// <summary>The one table over a candidate for all judges, in physical addresses.</summary>
    public virtual SegmentTable? SharedTable(
        int candidate, ImmutableArray<Judge> judges, Func<int, ImmutableArray<Judge>, SegmentTable?> answer)
    {
        if (_shared.Candidate != candidate || !Same(_shared.Judges, judges))
        {
            _shared = (candidate, judges, answer(candidate, judges));
        }

        return _shared.Table;
    }

    /// <summary>Whether two candidates share no page; <paramref name="one"/> is not the other.</summary>
    public virtual bool Disjoint(int one, int other, Func<int, int, bool> answer)
    {
        var key = (Math.Min(one, other), Math.Max(one, other));
        if (!_disjoint.TryGetValue(key, out bool disjoint))
        {
            disjoint = answer(one, other);
            _disjoint.Add(key, disjoint);
        }

        return disjoint;
    }

    /// <summary>The mapping that an attachment had before, if it is still right.</summary>
    public virtual Mapping? Find(Attachment attachment, in MappingStamp stamp) =>
        attachment.Remembered is { } known && known.Stamp == stamp ? known.Mapping : null;

    /// <summary>Remembers a mapping.</summary>
    public virtual void Keep(Attachment attachment, in MappingStamp stamp, Mapping mapping) =>
        attachment.Remembered = (stamp, mapping);

    private static bool Same(ImmutableArray<Judge> one, ImmutableArray<Judge> other) =>
        one == other || one.AsSpan().SequenceEqual(other.AsSpan());
}
