using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>One voter's verdict on a whole scenario.</summary>
public static class Oracles
{
    /// <summary>Unsat when a part is; else unknown when a part is; else sat, also for a scenario without devices.</summary>
    public static Verdict Verdict(this IVoter voter, Scenario scenario) => voter.Verdict(Question.Of(scenario));

    /// <summary>The same of a question that was put already.</summary>
    public static Verdict Verdict(this IVoter voter, Question question)
    {
        Verdict verdict = Vocabulary.Verdict.Sat;
        foreach (TableQuestion part in question.Parts)
        {
            switch (voter.Answer(part).Verdict)
            {
                case Vocabulary.Verdict.Unsat:
                    return Vocabulary.Verdict.Unsat;
                case Vocabulary.Verdict.Unknown:
                    verdict = Vocabulary.Verdict.Unknown;
                    break;
            }
        }

        return verdict;
    }
}
