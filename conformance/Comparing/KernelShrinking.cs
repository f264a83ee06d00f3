using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>Makes a question smaller while kernel and model go on disagreeing for the same reason. The kernel is asked anew each time.</summary>
public static class KernelShrinking
{
    private const int MostRounds = 200;

    /// <summary>Questions that are asked at once: answers behind the first that will do were for nothing.</summary>
    private const int PartSize = 16;

    /// <summary>The smallest question found, with its answers.</summary>
    /// <param name="question">Where to begin.</param>
    /// <param name="found">Its disagreement.</param>
    /// <param name="judging">Compares.</param>
    /// <param name="kernel">Gave the answer.</param>
    public static Disagreement Shrink(KernelQuestion question, Disagreement found, Judging judging, IKernel kernel)
    {
        for (int round = 0; round < MostRounds && Next(question, found, judging, kernel) is { } next; round++)
        {
            (question, found) = next;
        }

        return found;
    }

    /// <summary>The first smaller question with a disagreement of the same kind; none where the kernel answers no more.</summary>
    private static (KernelQuestion Question, Disagreement Found)? Next(KernelQuestion question, Disagreement found, Judging judging, IKernel kernel)
    {
        foreach (KernelQuestion[] part in question.Smaller().Chunk(PartSize))
        {
            KernelAnswers answers = kernel.Ask([.. part.Select(q => q.Text)]);
            if (answers.Problem is not null)
            {
                return null;
            }

            foreach ((KernelQuestion smaller, string line) in part.Zip(answers.Lines))
            {
                if (judging.Of(smaller, smaller.Normal(line)) is { } same && same.Kind == found.Kind && same.Explanation == found.Explanation)
                {
                    return (smaller, same with { AsDrawn = found.AsDrawn });
                }
            }
        }

        return null;
    }
}
