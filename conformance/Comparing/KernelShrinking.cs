using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>Makes a question smaller while kernel and model go on disagreeing for the same reason. The kernel is asked anew each time.</summary>
public static class KernelShrinking
{
    private const int MostRounds = 200;

    /// <summary>The smallest question found, with its answers.</summary>
    /// <param name="question">Where to begin.</param>
    /// <param name="found">Its disagreement.</param>
    /// <param name="judging">Compares.</param>
    /// <param name="kernel">Gave the answer.</param>
    public static Disagreement Shrink(KernelQuestion question, Disagreement found, Judging judging, IKernel kernel)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            KernelQuestion[] smaller = [.. question.Smaller()];
            KernelAnswers answers = kernel.Ask([.. smaller.Select(q => q.Text)]);
            (KernelQuestion Question, Disagreement Found)? next = smaller
                .Zip(answers.Lines, (q, line) => (Question: q, Found: judging.Of(q, q.Normal(line))))
                .Where(tried => tried.Found is { } d && d.Kind == found.Kind && d.Explanation == found.Explanation)
                .Select(tried => ((KernelQuestion, Disagreement)?)(tried.Question, tried.Found! with { AsDrawn = found.AsDrawn }))
                .FirstOrDefault();
            if (next is null || answers.Problem is not null)
            {
                break;
            }

            (question, found) = next.Value;
        }

        return found;
    }
}
