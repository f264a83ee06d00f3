using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Exporting;

/// <summary>What is exported: a counterexample or an unsat decision, with what every kind of file says about it.</summary>
/// <param name="Name">Words that a class, a function or a suite is named after.</param>
/// <param name="Title">What is wrong, in one sentence.</param>
/// <param name="Facts">More about it, each with a label: the law, who is wrong, the votes.</param>
/// <param name="Scenario">The simplest that shows it.</param>
/// <param name="Ballots">The votes on the parts of its question; none for a history.</param>
/// <param name="OddOneOut">The voter that is wrong, if a majority says so.</param>
/// <param name="Real">The voters without any planted defect.</param>
/// <param name="Replay">The command line that shows it again.</param>
internal abstract record ExportSubject(
    string Name,
    string Title,
    ValueList<(string Label, string Text)> Facts,
    Scenario Scenario,
    ValueList<Ballot> Ballots,
    string? OddOneOut,
    Voters Real,
    string Replay)
{
    /// <summary>Versions and machine, in one line.</summary>
    public static string ProvenanceLine => string.Join(", ", Provenance.Lines().Select(p => $"{p.Name} {p.Value}"));

    /// <summary>Title, facts, the line to replay it and the provenance: what stands at the head of a file, a line of comment each.</summary>
    public IEnumerable<string> Heading =>
        [Title, .. Facts.Select(fact => $"  {fact.Label}: {fact.Text}"), ReplayFact, $"  with: {ProvenanceLine}"];

    /// <summary>That line of the heading that is to be copied.</summary>
    public string ReplayFact => $"  replay: {Replay}";
}

/// <summary>A counterexample to a law.</summary>
internal sealed record FindingSubject(
    string Name,
    string Title,
    ValueList<(string Label, string Text)> Facts,
    Scenario Scenario,
    ValueList<Ballot> Ballots,
    string? OddOneOut,
    Voters Real,
    string Replay,
    Finding Finding,
    SeededFault? Fault)
    : ExportSubject(Name, Title, Facts, Scenario, Ballots, OddOneOut, Real, Replay)
{
    /// <param name="finding">The counterexample.</param>
    /// <param name="fault">The defect that is planted, if one is.</param>
    /// <param name="real">The voters without it.</param>
    /// <param name="source">The file that the case came from; a token says more.</param>
    /// <param name="replay">The command line that shows it again.</param>
    public static FindingSubject Of(Finding finding, SeededFault? fault, Voters real, string source, string replay) => new(
        $"{finding.Law.Name} {finding.Token?.ToString() ?? FileName(finding.Law, source)}",
        $"{finding.Law.Name} is broken: {finding.Violation.Conjunct}",
        [.. FactsOf(finding, fault)],
        finding.Shrunk.Scenario,
        finding.Ballots,
        finding.OddOneOut,
        real,
        replay,
        finding,
        fault);

    /// <summary>The file's name, unless it is called after the law, as those are that check leaves.</summary>
    private static string FileName(Law law, string source) =>
        Path.GetFileNameWithoutExtension(source) is var name && name != law.Name ? name : "";

    private static IEnumerable<(string Label, string Text)> FactsOf(Finding finding, SeededFault? fault) =>
    [
        ("law", finding.Law.Equation),
        ("expected", finding.Violation.Expected),
        ("actual", finding.Violation.Actual),
        ("wrong", finding.OddOneOut ?? "no majority among those who voted"),
        .. finding.Ballots.Select(b => ("votes", string.Join(" | ", b.Votes.Select(v => $"{v.Voter}: {CheckJson.Describe(v.Vote)}")))),
        .. fault is null ? [] : new[] { ("planted", $"{fault.Name}: {fault.Voter} {fault.Description}") },
    ];

    /// <summary>
    /// Who has to be asked to see the law break: no more than that, so that the file needs no more than that. Only with the solver when
    /// the same conjunct does not break without.
    /// </summary>
    public Voters Needed
    {
        get
        {
            Voters two = Real with { Solver = null, SecondSolver = null };
            Law law = Finding.Law;
            return law.CanBeAsked(two) && Breaks(two) ? two : Real with { SecondSolver = law.NeedsSecondSolver ? Real.SecondSolver : null };
        }
    }

    private bool Breaks(Voters voters) =>
        Examination.Check(Finding.Law, new Case(Scenario, Fault?.Plant(voters) ?? voters)).Violation?.Conjunct == Finding.Violation.Conjunct;
}

/// <summary>A decision that devices cannot share a buffer.</summary>
internal sealed record DecisionSubject(
    string Name,
    string Title,
    ValueList<(string Label, string Text)> Facts,
    Scenario Scenario,
    ValueList<Ballot> Ballots,
    Voters Real,
    string Replay,
    Decision Decision)
    : ExportSubject(Name, Title, Facts, Scenario, Ballots, null, Real, Replay)
{
    /// <param name="decision">The decision, unsat.</param>
    /// <param name="real">Who voted.</param>
    /// <param name="replay">The command line that asks the same again.</param>
    public static DecisionSubject Of(Decision decision, Voters real, string replay) => new(
        $"{string.Join(' ', decision.Scenario.Devices.Select(d => d.Name))} cannot share",
        Answer.Title(decision),
        [.. FactsOf(decision)],
        decision.Scenario,
        decision.Ballots,
        real,
        replay,
        decision);

    private static IEnumerable<(string Label, string Text)> FactsOf(Decision decision) =>
    [
        ("votes", string.Join(" | ", decision.VoterVerdicts.Select(v => $"{v.Voter}: {Words.Of(v.Verdict)}"))),
        .. decision.Core.Select(pair => ("in the way", $"{Words.Of(pair)} {Words.Value(pair.Limit, pair.Value)}")),
        .. decision.Relaxations.Select(r => ("would fix", Words.Of(r))),
    ];
}
