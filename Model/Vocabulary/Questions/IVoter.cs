namespace DmabufVerify.Vocabulary;

/// <summary>One of three who answer the same question and do not know each other.</summary>
public interface IVoter
{
    /// <summary>"spec", "optimised" or "solver"; "cvc5" where a second solver checks the first.</summary>
    string Name { get; }

    /// <summary>Answers, or says unknown; never throws for a question built from a checked scenario.</summary>
    TableVote Answer(TableQuestion question);
}
