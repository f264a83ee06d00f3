using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Reviewing;
using DmabufVerify.Mutants.Score;

namespace DmabufVerify.Cli.Output;

/// <summary>A part of an input that tells a mutant from the original.</summary>
internal sealed record MutantInputJson(string Name, string Value);

/// <summary>One survivor and what is known of it.</summary>
internal sealed record SurvivorJson(string File, int Line, int Column, string Mutator, string Original, string Replacement, string Verdict)
{
    public bool Reopened { get; init; }

    public double? Milliseconds { get; init; }

    public IReadOnlyList<string>? Preconditions { get; init; }

    public string? CodeHash { get; init; }

    public IReadOnlyList<MutantInputJson>? Inputs { get; init; }

    public string? OriginalGives { get; init; }

    public string? MutantGives { get; init; }

    public string? Fact { get; init; }

    public string? Reason { get; init; }

    public static SurvivorJson Of(ReviewedMutant reviewed)
    {
        var start = reviewed.Mutant.Location.Start;
        var survivor = new SurvivorJson(
            reviewed.File, start.Line, start.Column, reviewed.Mutant.MutatorName, reviewed.Original, reviewed.Mutant.Replacement, MutantsText.Word(reviewed.Verdict))
        {
            Reopened = reviewed.IsReopened,
        };
        return reviewed.Verdict switch
        {
            Verdict.Equivalent v => survivor with { Milliseconds = Math.Round(v.Milliseconds, 1), Preconditions = [.. v.Preconditions], CodeHash = v.CodeHash },
            Verdict.Distinguished v => survivor with
            {
                Inputs = [.. v.Inputs.Select(input => new MutantInputJson(input.Name, input.Value))],
                OriginalGives = v.Original,
                MutantGives = v.Mutated,
                Fact = v.Fact,
            },
            Verdict.OutsideSubset v => survivor with { Reason = v.Why },
            Verdict.Unknown v => survivor with { Reason = v.Reason },
            _ => throw new ArgumentOutOfRangeException(nameof(reviewed)),
        };
    }
}

/// <summary>The answer of <c>mutants</c>.</summary>
/// <param name="Killed">By tests.</param>
/// <param name="Adjudicated">Killed by what somebody found.</param>
/// <param name="Equivalent">Survivors that are proved equivalent and not re-opened.</param>
/// <param name="Tried">All that the score is a share of.</param>
/// <param name="Percent">Killed, adjudicated or proved equivalent; left out where none was tried.</param>
/// <param name="IsVoid">Canaries say that the run says nothing.</param>
/// <param name="Solver">Z3's version.</param>
/// <param name="Survivors">One entry each.</param>
internal sealed record MutantsJson(
    int Killed, int Adjudicated, int Equivalent, int Tried, double? Percent, bool IsVoid, string Solver, IReadOnlyList<SurvivorJson> Survivors)
{
    public static MutantsJson Of(MutationScore score, IReadOnlyList<ReviewedMutant> reviewed)
    {
        int equivalent = reviewed.Count(r => !r.IsLeft);
        return new(
            score.Killed,
            score.Adjudicated,
            equivalent,
            score.Tried,
            score.Tried == 0 ? null : Math.Round(100.0 * (score.Killed + score.Adjudicated + equivalent) / score.Tried, 2),
            score.IsVoid,
            Wiring.SolverName,
            [.. reviewed.Select(SurvivorJson.Of)]);
    }
}
