using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Golden;

/// <summary>Asks a kernel anew what a file of golden cases holds.</summary>
public static class GoldenRun
{
    /// <summary>The same questions with this kernel's answers; a problem instead where it did not answer them all.</summary>
    /// <param name="vm">Just started; ended by the caller.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="problem">Why not all were answered; <see langword="null"/> when they were.</param>
    public static IReadOnlyList<GoldenCase> Ask(KernelVm vm, IReadOnlyList<KernelQuestion> questions, out string? problem)
    {
        KernelAnswers answers = ConformanceRun.AskAll(vm, questions);
        problem = answers.Problem ?? vm.Finish();
        return [.. questions.Zip(answers.Lines, (question, line) => new GoldenCase(question.Text, question.Normal(line)))];
    }
}
