using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>Counts what two solvers say to the same questions. Not thread-safe; each worker has its own.</summary>
internal sealed class CrossCounts
{
    private readonly Dictionary<(string Voter, string Reason), long> _unknown = [];
    private long _scenarios;
    private long _leftOut;
    private long _sat;
    private long _unsat;
    private long _contradicted;
    private long _undecided;

    /// <summary>Counts a case that both solvers were asked about; what they said is known to the case by then.</summary>
    public void Count(Case c)
    {
        if (c.Question.Parts.Count == 0)
        {
            return;
        }

        _scenarios++;
        foreach (TableQuestion part in c.Question.Parts)
        {
            Count(
                Said(c.Voters.Solver!.Name, () => c.Solved(part).Vote),
                Said(c.Voters.SecondSolver!.Name, () => c.Vote(c.Voters.SecondSolver, part)));
        }
    }

    /// <summary>Counts a case that was in the sample and not asked about.</summary>
    public void CountLeftOut() => _leftOut++;

    public void Add(CrossCounts other)
    {
        _scenarios += other._scenarios;
        _leftOut += other._leftOut;
        _sat += other._sat;
        _unsat += other._unsat;
        _contradicted += other._contradicted;
        _undecided += other._undecided;
        foreach (var (key, count) in other._unknown)
        {
            _unknown[key] = _unknown.GetValueOrDefault(key) + count;
        }
    }

    /// <summary>All that was counted, and how long it took.</summary>
    public CrossReport Report(TimeSpan spent) =>
        new(_scenarios, _leftOut, _sat, _unsat, _contradicted, _undecided, [.. UnknownVotes()], spent);

    private IEnumerable<UnknownVotes> UnknownVotes() =>
        from entry in _unknown
        group entry by entry.Key.Voter into byVoter
        orderby byVoter.Key
        let most = byVoter.OrderByDescending(e => e.Value).ThenBy(e => e.Key.Reason, StringComparer.Ordinal).First()
        select new UnknownVotes(byVoter.Key, byVoter.Sum(e => e.Value), most.Key.Reason, most.Value);

    private void Count(Verdict first, Verdict second)
    {
        if (first == Verdict.Unknown || second == Verdict.Unknown)
        {
            _undecided++;
        }
        else if (first != second)
        {
            _contradicted++;
        }
        else if (first == Verdict.Sat)
        {
            _sat++;
        }
        else
        {
            _unsat++;
        }
    }

    /// <summary>A voter that throws has said nothing; the laws report it.</summary>
    private Verdict Said(string voter, Func<TableVote> ask)
    {
        TableVote vote;
        try
        {
            vote = ask();
        }
        catch (Exception e) when (Examination.IsVotersFault(e))
        {
            vote = TableVote.Unknown($"throws {e.GetType().Name}: {e.Message}");
        }

        if (vote.UnknownReason is { } reason)
        {
            _unknown[(voter, reason)] = _unknown.GetValueOrDefault((voter, reason)) + 1;
        }

        return vote.Verdict;
    }
}
