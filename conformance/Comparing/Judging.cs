using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>Whether an answer is that of the model, and what it means if not.</summary>
/// <param name="models">Who is compared with the kernel, each by itself.</param>
public sealed class Judging(IReadOnlyList<IRules> models)
{
    /// <summary><see langword="null"/> when every model says the same as the kernel.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="answer">The kernel's answer in the normal form.</param>
    public Disagreement? Of(KernelQuestion question, string answer)
    {
        (string Voter, string Says)[] others = [.. models.Select(model => (model.Name, question.Expected(model))).Where(m => m.Item2 != answer)];
        if (others.Length == 0)
        {
            return null;
        }

        Quirk? quirk = KnownQuirks.Behind(question, answer);
        (DisagreementKind kind, string explanation) = (quirk, question.OutsideModel) switch
        {
            ({ } known, _) => (DisagreementKind.KernelQuirk, known.Id),
            (null, { } outside) => (DisagreementKind.OutsideModel, outside),
            _ => (DisagreementKind.ModelWrong, ""),
        };
        return new(question.Text, answer, string.Join(", ", others.Select(m => m.Voter)), others[0].Says, kind, explanation, question.Text);
    }
}
