using System.Collections.Immutable;

namespace DmabufVerify.Properties.Faults;

/// <summary>Defects of the second solver, to see that a cross-check does not blame the first. Without a second solver they change nothing.</summary>
public static class SecondSolverFaults
{
    /// <summary>One.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        new(
            "cvc5.gap-ignored",
            "cvc5",
            "the second solver never looks at the gap mask",
            voters => voters with
            {
                SecondSolver = voters.SecondSolver is null ? null : new MisreadingVoter(voters.SecondSolver, Misreading.IgnoreGap),
            }),
    ];
}
