using System.Globalization;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Proves by asserting the opposite: no quantifier is left, and unsat is the proof. Integers are integers; arithmetic of a width is that of
/// bit vectors. Safe to use from several threads at once: each proof has a context of its own.
/// </summary>
public sealed class Z3Prover(SolverOptions options) : IProver
{
    /// <summary>With the default budget.</summary>
    public Z3Prover()
        : this(new SolverOptions())
    {
    }

    /// <inheritdoc/>
    public ProofResult Prove(Conjecture conjecture)
    {
        if (Z3Library.Status.Problem is { } problem)
        {
            return Unknown(problem);
        }

        try
        {
            using var context = new Context();
            return Prove(context, conjecture);
        }
        catch (Z3Exception e)
        {
            return Unknown($"Z3 reports: {e.Message}");
        }
    }

    private ProofResult Prove(Context context, Conjecture conjecture)
    {
        ProofTerms terms = conjecture.WidthBits is { } width ? new WrappingTerms(context, width) : new IntegerTerms(context);
        // Of integers Z3's usual choice turns products into bits, and never comes back.
        using Solver solver = conjecture.WidthBits is null ? context.MkSimpleSolver() : context.MkSolver();
        solver.Parameters = Parameters(context);
        solver.Assert([.. conjecture.Variables.Select(terms.InRange)]);
        solver.Assert(terms.Of(conjecture.If), context.MkNot(terms.Of(conjecture.Then)));
        return solver.Check() switch
        {
            Status.UNSATISFIABLE => new(ProofOutcome.Proved, [], Reason: null),
            Status.SATISFIABLE => new(ProofOutcome.Refuted, Values(solver.Model, terms, conjecture), Reason: null),
            _ => Unknown($"Z3 gives up: {solver.ReasonUnknown}"),
        };
    }

    private Params Parameters(Context context)
    {
        Params parameters = context.MkParams();
        parameters.Add("rlimit", options.StepLimit);
        parameters.Add("timeout", options.WallMilliseconds);
        parameters.Add("random_seed", options.RandomSeed);
        // Ctrl-C is the runtime's, see SolverSession.
        parameters.Add("ctrl_c", false);
        return parameters;
    }

    private static ValueList<ulong> Values(Model model, ProofTerms terms, Conjecture conjecture) =>
    [
        .. conjecture.Variables.Select(v => ulong.Parse(
            model.Eval(terms.Of(v), completion: true).ToString(), NumberStyles.None, CultureInfo.InvariantCulture)),
    ];

    private static ProofResult Unknown(string reason) => new(ProofOutcome.Unknown, [], reason);
}
