using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Asks <see cref="Cvc5"/> what Z3 is asked. A verdict that the text's omissions could have brought about is unknown.</summary>
/// <param name="options">The wall time and the cancellation count; steps are Z3's.</param>
public sealed class Cvc5Voter(SolverOptions options) : IVoter
{
    private readonly SolverVoter _statements = new(options);

    /// <inheritdoc/>
    public string Name => "cvc5";

    /// <inheritdoc/>
    public TableVote Answer(TableQuestion question)
    {
        if ((Cvc5.Status.Problem ?? Z3Library.Status.Problem) is { } problem)
        {
            return TableVote.Unknown(problem);
        }

        SmtScript script = _statements.Script(question);
        if (script is { SatDoubt: { } cannot, UnsatDoubt: not null })
        {
            return TableVote.Unknown(cannot);
        }

        TableVote vote = Cvc5.Run(script.Text, options.WallMilliseconds, options.Cancel);
        string? doubt = vote.Verdict switch
        {
            Verdict.Sat => script.SatDoubt,
            Verdict.Unsat => script.UnsatDoubt,
            _ => null,
        };
        return doubt is null ? vote : TableVote.Unknown(doubt);
    }
}
