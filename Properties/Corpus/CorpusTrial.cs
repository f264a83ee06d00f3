using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Corpus;

/// <summary>A kept case, tried again under its law.</summary>
/// <param name="File">Where it is kept.</param>
/// <param name="Entry">The case.</param>
/// <param name="Result">What its law says now.</param>
public sealed record CorpusTrial(string File, CorpusEntry Entry, LawResult Result)
{
    /// <summary>How that is to be read.</summary>
    public CorpusOutcome Outcome => Result.Outcome switch
    {
        LawOutcome.Violated => CorpusOutcome.Fails,
        LawOutcome.Holds => CorpusOutcome.Holds,
        LawOutcome.NotApplicable => CorpusOutcome.Silent,
        LawOutcome.Unknown => CorpusOutcome.Undecided,
        _ => throw new InvalidOperationException($"{Entry.Law.Name} came out as {Result.Outcome}"),
    };

    /// <summary>Whether it failed, and does not any more.</summary>
    public bool FailsNoLonger => Outcome is CorpusOutcome.Holds or CorpusOutcome.Silent;

    /// <summary>The voters that a case was found with: the given ones with its defect planted.</summary>
    public static Voters Voters(CorpusEntry entry, Voters sound) =>
        entry.Fault is { } fault ? AllFaults.Named(fault)!.Plant(sound) : sound;

    /// <summary>Tries a case with the voters as they are.</summary>
    public static CorpusTrial Of(string file, CorpusEntry entry, Voters voters)
    {
        LawResult result = !entry.Law.SpeaksOf(entry.Scenario) ? LawResult.NotApplicable
            : !entry.Law.CanBeAsked(voters) ? LawResult.Unknown
            : Examination.Check(entry.Law, new Case(entry.Scenario, voters));
        return new CorpusTrial(file, entry, result);
    }

    /// <summary>What fails, ready to be shown, shrunk further if a newer tool can. Only for a case that fails.</summary>
    public Finding Examine(Voters voters) =>
        Examination.Examine(Entry.Law, Entry.Scenario, Entry.Token, voters, Shrinker.DefaultBudget) with { File = File };
}
