using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Everything that is known about one counterexample, for whoever shows it.</summary>
/// <param name="Finding">The counterexample.</param>
/// <param name="Class">What kind of mistake it is.</param>
/// <param name="Free">Fields of its simplest scenario that may be anything.</param>
/// <param name="Traces">Both sides of it.</param>
/// <param name="ReplayLine">The command line that shows it again.</param>
public sealed record Dossier(Finding Finding, ErrorClass Class, FreeFields Free, Comparison Traces, string ReplayLine)
{
    /// <summary>The finding's picture; none for a wrong merge, where no table is at stake.</summary>
    public LayoutDrawing? Drawing => Class == ErrorClass.WrongMerge ? null : Finding.Drawing;

    /// <summary>Looks at the law again a few hundred times.</summary>
    public static Dossier Of(Finding finding, Voters voters, string replayLine) =>
        new(finding, ErrorClasses.Of(finding), FreeFields.Of(finding, voters), Comparisons.Of(finding, voters), replayLine);
}
