using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties;

/// <summary>A second solver that says whatever a test wants.</summary>
internal sealed class FakeVoter(Func<TableQuestion, TableVote> answer) : IVoter
{
    public string Name => "cvc5";

    public TableVote Answer(TableQuestion question) => answer(question);

    /// <summary>What the specification says, as a verdict and nothing else.</summary>
    public static TableVote Right(TableQuestion question) => Verdicts(question, isOpposite: false);

    /// <summary>The contrary.</summary>
    public static TableVote Wrong(TableQuestion question) => Verdicts(question, isOpposite: true);

    private static TableVote Verdicts(TableQuestion question, bool isOpposite) => TestVoters.Two.Spec.Answer(question).Verdict switch
    {
        Verdict.Unknown => TableVote.Unknown("tired"),
        var verdict => verdict == Verdict.Sat ^ isOpposite ? TableVote.Sat() : TableVote.Unsat(refusal: null),
    };
}
