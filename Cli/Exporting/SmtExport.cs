using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Exporting;

/// <summary>The parts of the scenario's question as SMT-LIB 2, one script each, with the answer that is expected and who gave another.</summary>
internal static class SmtExport
{
    public static Exported Of(ExportSubject subject)
    {
        if (subject.Scenario.Steps.Count > 0)
        {
            return Exported.None("no SMT-LIB text for a history: use --export scenario");
        }

        if (subject.Ballots.Count == 0)
        {
            return Exported.None("no SMT-LIB text without devices, as nothing is asked: use --export scenario");
        }

        if (Z3Library.Status.Problem is { } missing)
        {
            return Exported.Missing(missing);
        }

        var solver = new SolverVoter();
        IEnumerable<string> heading = subject.Heading.Select(line => $"; {CommentText.OneLine(line)}");
        IEnumerable<string> scripts = subject.Ballots.Select(ballot => $"{Expected(ballot, subject.OddOneOut)}\n{solver.SmtLib(ballot.Question).TrimEnd()}");
        return Exported.Of([.. heading, .. Doubt(subject), string.Join("\n(reset)\n", scripts)]);
    }

    /// <summary>A law may break elsewhere than in this question, in merging for one.</summary>
    private static IEnumerable<string> Doubt(ExportSubject subject) =>
        subject is FindingSubject && !subject.Ballots.Any(b => b.OnVerdicts().IsContested)
            ? ["; the voters agree on this verdict: what broke is not in the script"]
            : [];

    /// <summary>"; expected: unsat (spec, optimised); solver said sat, 2 segments".</summary>
    internal static string Expected(Ballot ballot, string? oddOneOut)
    {
        NamedVote[] others = [.. ballot.Votes.Where(v => v.Voter != oddOneOut && v.Vote.Verdict != Verdict.Unknown)];
        Verdict[] verdicts = [.. others.Select(v => v.Vote.Verdict).Distinct()];
        if (verdicts is not [var verdict])
        {
            string said = string.Join("; ", ballot.Votes.Select(Said));
            return CommentText.OneLine(verdicts.Length == 0 ? $"; expected: nobody knows; {said}" : $"; expected: contested; {said}");
        }

        string expected = $"; expected: {Words.Of(verdict)} ({string.Join(", ", others.Select(v => v.Voter))})";
        return CommentText.OneLine(string.Join("; ", [expected, .. ballot.Votes.Except(others).Select(Said)]));
    }

    private static string Said(NamedVote vote) => $"{vote.Voter} said {CheckJson.Describe(vote.Vote)}";
}
