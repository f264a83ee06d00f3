using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output;

/// <summary>How often one of the two solvers did not decide, and the reason it gave most often.</summary>
internal sealed record UnknownVotesJson(string Voter, long Questions, string Reason, long OfThatReason);

/// <summary>What cvc5 said to what Z3 was asked.</summary>
internal sealed record CrossCheckJson(
    long Scenarios,
    long LeftOut,
    long Asked,
    long Agreed,
    long Sat,
    long Unsat,
    long Contradicted,
    long Undecided,
    IReadOnlyList<UnknownVotesJson> Unknown,
    double SpentSeconds,
    string Z3,
    string Cvc5)
{
    public static CrossCheckJson Of(CrossReport cross) => new(
        cross.Scenarios,
        cross.LeftOut,
        cross.Asked,
        cross.Agreed,
        cross.AgreedSat,
        cross.AgreedUnsat,
        cross.Contradicted,
        cross.Undecided,
        [.. cross.Unknown.Select(u => new UnknownVotesJson(u.Voter, u.Questions, u.Reason, u.OfThatReason))],
        Math.Round(cross.Spent.TotalSeconds, 3),
        Wiring.SolverName,
        Wiring.SecondSolverVersion);
}
