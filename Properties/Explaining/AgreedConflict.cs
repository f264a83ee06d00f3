using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Who is in the way in a finding's scenario, as those say who are to be believed.</summary>
internal static class AgreedConflict
{
    /// <summary>
    /// The decision of an unsatisfiable scenario with a core. Who is the odd one out is not asked, nor the solver, whose cores are no
    /// better than the others'. <see langword="null"/> where the scenario is not unsatisfiable, or voters contradict each other
    /// without a majority: then nobody's core may be believed.
    /// </summary>
    public static Decision? Of(Finding finding, Voters voters)
    {
        if (finding.Ballots.Count == 0 || (finding.OddOneOut is null && finding.Ballots.Any(ballot => ballot.IsContested)))
        {
            return null;
        }

        IRules believed = finding.OddOneOut == voters.Spec.Name ? voters.Optimised : voters.Spec;
        Voters others = voters with
        {
            Spec = believed,
            Optimised = finding.OddOneOut == voters.Optimised.Name ? believed : voters.Optimised,
            Solver = null,
            SecondSolver = null,
        };
        try
        {
            var decision = Decision.Of(finding.Shrunk.Scenario, others, maxSegments: 0);
            return decision is { Verdict: Verdict.Unsat, HasCore: true } ? decision : null;
        }
        catch (Exception e) when (Examination.IsVotersFault(e))
        {
            return null;
        }
    }
}
