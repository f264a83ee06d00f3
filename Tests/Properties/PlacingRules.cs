using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties;

/// <summary>Real rules that answer placement questions as a test wants.</summary>
internal sealed class PlacingRules(IRules real, Func<PlacementQuestion, TableVote> place) : FaultyRules(real)
{
    /// <summary>Specification and implementation that agree about every placement.</summary>
    public static Voters Both(Func<PlacementQuestion, TableVote> place) => TestVoters.Two with
    {
        Spec = new PlacingRules(TestVoters.Two.Spec, place),
        Optimised = new PlacingRules(TestVoters.Two.Optimised, place),
    };

    public override TableVote Answer(TableQuestion question) => question is PlacementQuestion q ? place(q) : Real.Answer(question);
}
