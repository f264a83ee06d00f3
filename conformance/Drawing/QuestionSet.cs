using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Questions for one machine.</summary>
/// <param name="Kind">What they are about.</param>
/// <param name="Backend">The machine.</param>
/// <param name="Questions">As many as were asked for.</param>
public sealed record QuestionSet(QuestionKind Kind, MapBackend Backend, IReadOnlyList<KernelQuestion> Questions)
{
    /// <summary>What its golden file is called.</summary>
    public string FileName => Kind switch
    {
        QuestionKind.Tables => "tables.jsonl",
        QuestionKind.Lifecycle => "lifecycle.jsonl",
        QuestionKind.Map => $"map-{Backend.ToString().ToLowerInvariant()}.jsonl",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind)),
    };
}
