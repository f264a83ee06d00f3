using DmabufVerify.Properties.Deciding;
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
    /// <summary>
    /// Who is in the way, and what would fix it, where those who are to be believed call the scenario unsatisfiable; <see langword="null"/> for a
    /// wrong merge too, where no answer is at stake.
    /// </summary>
    public Decision? Conflict { get; init; }

    /// <summary>The finding's picture; none for a wrong merge, where no table is at stake.</summary>
    public LayoutDrawing? Drawing => Class == ErrorClass.WrongMerge ? null : Finding.Drawing;

    /// <summary>Looks at the law again a few hundred times.</summary>
    public static Dossier Of(Finding finding, Voters voters, string replayLine)
    {
        ErrorClass kind = ErrorClasses.Of(finding);
        return new Dossier(finding, kind, FreeFields.Of(finding, voters), Comparisons.Of(finding, voters), replayLine)
        {
            Conflict = kind == ErrorClass.WrongMerge ? null : AgreedConflict.Of(finding, voters),
        };
    }
}
