using DmabufVerify.Optimised;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Solving;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Properties;

/// <summary>The voters that tests ask.</summary>
internal static class TestVoters
{
    /// <summary>Without the solver: fast.</summary>
    public static Voters Two { get; } = new(new SpecVoter(), new OptimisedVoter(), Solver: null);

    /// <summary>All three. Fails, and does not skip, where there is no solver: a missing voter must not look like a pass.</summary>
    public static Voters Three
    {
        get
        {
            Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
            return Two with { Solver = new SolverVoter() };
        }
    }
}
