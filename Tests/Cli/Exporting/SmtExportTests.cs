using DmabufVerify.Cli.Exporting;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Tests.Cli.Exporting;

public sealed class SmtExportTests
{
    [Fact]
    public void A_script_gives_the_verdict_that_its_comment_expects()
    {
        string text = SmtExport.Of(Exports.Finding("Placement.SpecAgreesWithSolver", Exports.OneSegmentTooMany, "solver.count-one-more", TestVoters.Three)).Text!;

        Assert.StartsWith("; Placement.SpecAgreesWithSolver is broken: ", text);
        Assert.Contains("\n; expected: unsat (spec, optimised); solver said sat", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what broke is not in the script", text, StringComparison.Ordinal);
        Assert.Equal(Status.UNSATISFIABLE, Check(text));
    }

    [Fact]
    public void What_the_question_does_not_show_is_said() => Assert.Contains(
        "\n; the voters agree on this verdict: what broke is not in the script\n; expected: sat (spec",
        SmtExport.Of(Exports.Finding("Table.WithinLimits", Exports.AcrossABoundary, "optimised.boundary-ignored")).Text!,
        StringComparison.Ordinal);

    [Fact]
    public void Each_part_is_a_script_of_its_own()
    {
        Scenario tailored = Exports.TooManySegments with
        {
            Mode = SharingMode.Tailored,
            Devices = [.. Exports.TooManySegments.Devices.Select(d => d with { Limits = d.Limits with { MaxSegmentSizeBytes = 4096, MaxSegmentCount = 3 } })],
        };

        string text = SmtExport.Of(Exports.Decided(tailored, TestVoters.Three)).Text!;

        string[] scripts = text.Split("\n(reset)\n");
        Assert.Equal(2, scripts.Length);
        Assert.All(scripts, script => Assert.Contains("; expected: unsat (spec, optimised, solver)\n", script, StringComparison.Ordinal));
        Assert.All(scripts, script => Assert.Equal(Status.UNSATISFIABLE, Check(script)));
    }

    [Fact]
    public void Voters_without_a_majority_are_told_as_contested()
    {
        Ballot ballot = new(
            Question.Of(Exports.TooManySegments).Parts[0],
            [new("spec", TableVote.Unsat(null)), new("optimised", TableVote.Sat(2)), new("solver", TableVote.Unknown("no time"))]);

        Assert.Equal(
            "; expected: contested; spec said unsat; optimised said sat, 2 segments; solver said unknown (no time)", SmtExport.Expected(ballot, null));
        Assert.Equal(
            "; expected: unsat (spec); optimised said sat, 2 segments; solver said unknown (no time)", SmtExport.Expected(ballot, "optimised"));
        Assert.Equal(
            "; expected: nobody knows; solver said unknown (no time)", SmtExport.Expected(ballot with { Votes = [ballot.Votes[2]] }, null));
    }

    /// <summary>A context that exists already takes no options.</summary>
    private static Status Check(string text)
    {
        using var context = new Context();
        using Microsoft.Z3.Solver solver = context.MkSolver();
        solver.FromString(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("(set-option", StringComparison.Ordinal))));
        return solver.Check();
    }
}
