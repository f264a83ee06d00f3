using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>Puts questions to one kernel and to the models.</summary>
/// <param name="judging">Compares.</param>
public sealed class ConformanceRun(Judging judging)
{
    private const int PartSize = 2000;

    /// <summary>Asks all questions, all of which are for the backend of the kernel.</summary>
    /// <param name="kernel">Just started; ended by the caller.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="quirks">Whose smallest case is looked at again.</param>
    public ConformanceReport Ask(IKernel kernel, IReadOnlyList<KernelQuestion> questions, IReadOnlyList<Quirk> quirks)
    {
        KernelAnswers environment = kernel.Ask(["I -"]);
        KernelAnswers seen = kernel.Ask([.. quirks.Select(quirk => quirk.Question)]);
        KernelAnswers answers = AskAll(kernel, questions);
        (KernelQuestion Question, Disagreement Found)[] others =
        [
            .. questions.Take(answers.Lines.Count).Zip(answers.Lines).AsParallel().AsOrdered()
                .Select(asked => (asked.First, Found: judging.Of(asked.First, asked.First.Normal(asked.Second))))
                .Where(asked => asked.Found is not null)
                .Select(asked => (asked.First, asked.Found!)),
        ];
        var examples = new List<Disagreement>();
        foreach (IGrouping<string, (KernelQuestion Question, Disagreement Found)> alike in others.GroupBy(other => Name(other.Found)))
        {
            examples.AddRange(alike.Take(ConformanceReport.MostExamplesOfAKind).Select(one => KernelShrinking.Shrink(one.Question, one.Found, judging, kernel)));
        }

        string? problem = environment.Problem ?? seen.Problem ?? answers.Problem ?? kernel.Finish();
        return new(
            environment.Lines.Count == 0 ? "" : environment.Lines[0].Split(' ')[0],
            answers.Lines.Count,
            answers.Lines.Count - others.Length,
            [.. others.GroupBy(other => Name(other.Found)).Select(alike => KeyValuePair.Create(alike.Key, alike.Count())).OrderBy(c => c.Key, StringComparer.Ordinal)],
            [.. examples.DistinctBy(e => (e.Question, e.Kernel)).OrderBy(e => e.Kind)],
            [.. quirks.Zip(seen.Lines).Where(q => q.First.Answer != KernelQuestions.Parse(q.First.Question).Normal(q.Second)).Select(q => q.First.Id)],
            problem);
    }

    /// <summary>In parts, each within the machine's deadline.</summary>
    internal static KernelAnswers AskAll(IKernel kernel, IReadOnlyList<KernelQuestion> questions)
    {
        var lines = new List<string>(questions.Count);
        foreach (KernelQuestion[] part in questions.Chunk(PartSize))
        {
            KernelAnswers answers = kernel.Ask([.. part.Select(question => question.Text)]);
            lines.AddRange(answers.Lines);
            if (answers.Problem is { } problem)
            {
                return new(lines, problem);
            }
        }

        return new(lines, null);
    }

    private static string Name(Disagreement found) =>
        found.Kind == DisagreementKind.ModelWrong ? ConformanceReport.Unexplained : found.Explanation;
}
