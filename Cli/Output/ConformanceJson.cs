using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Drawing;

namespace DmabufVerify.Cli.Output;

/// <summary>A question that kernel and model answer differently.</summary>
/// <param name="Kind">"modelWrong", "kernelQuirk" or "outsideModel".</param>
/// <param name="Explanation">A quirk's id, or what is outside the model; absent where nothing explains it.</param>
/// <param name="Question">Made small.</param>
/// <param name="Kernel">Its answer.</param>
/// <param name="Model">The other answer.</param>
/// <param name="Voter">Whose that is.</param>
/// <param name="AsDrawn">The question before it was made small.</param>
internal sealed record DisagreementJson(
    string Kind, string? Explanation, string Question, string Kernel, string Model, string Voter, string AsDrawn);

/// <summary>What <c>conformance kernel</c> saw of one kind of question.</summary>
/// <param name="Questions">Which kind.</param>
/// <param name="Backend">What mapped.</param>
/// <param name="Release">Of the kernel; absent where it never answered.</param>
/// <param name="Seed">What was drawn follows from it.</param>
/// <param name="Asked">Questions that were answered.</param>
/// <param name="Agreed">Those answered alike.</param>
/// <param name="Counts">The others by what explains them.</param>
/// <param name="Disagreements">Some of each.</param>
/// <param name="GoneQuirks">Quirks that this kernel does not have.</param>
/// <param name="Problem">Why not everything was asked; absent when it was.</param>
internal sealed record ConformanceJson(
    string Questions,
    string Backend,
    string? Release,
    string Seed,
    int Asked,
    int Agreed,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<DisagreementJson> Disagreements,
    IReadOnlyList<string> GoneQuirks,
    string? Problem)
{
    public static ConformanceJson Of(QuestionKind kind, string backend, ConformanceReport report, ulong seed) => new(
        Word(kind),
        backend,
        report.Kernel.Length == 0 ? null : report.Kernel,
        $"0x{seed:x}",
        report.Asked,
        report.Agreed,
        new SortedDictionary<string, int>(report.Counts.ToDictionary(), StringComparer.Ordinal),
        [.. report.Examples.Select(Of)],
        [.. report.GoneQuirks],
        report.Problem);

    /// <summary>An enum's value as options and output name it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => LifeWords.Camel(value);

    private static DisagreementJson Of(Disagreement found) => new(
        Word(found.Kind),
        found.Explanation.Length == 0 ? null : found.Explanation,
        found.Question,
        found.Kernel,
        found.Model,
        found.Voter,
        found.AsDrawn);
}
