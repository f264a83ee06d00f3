using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>How alike kernel and model were over one kind of question and one backend.</summary>
/// <param name="Kernel">Release, as uname tells it; empty where the kernel never answered.</param>
/// <param name="Asked">Questions that the kernel answered.</param>
/// <param name="Agreed">Those to which every model gave the same answer.</param>
/// <param name="Counts">The others by what explains them: a quirk's id, what is outside the model, or "model wrong".</param>
/// <param name="Examples">Some of each, made small, the unexplained ones first.</param>
/// <param name="GoneQuirks">Ids of quirks whose smallest case this kernel answers otherwise.</param>
/// <param name="Problem">Why not everything was asked; <see langword="null"/> when it was.</param>
public sealed record ConformanceReport(
    string Kernel,
    int Asked,
    int Agreed,
    ValueList<KeyValuePair<string, int>> Counts,
    ValueList<Disagreement> Examples,
    ValueList<string> GoneQuirks,
    string? Problem)
{
    /// <summary>What <see cref="Counts"/> calls disagreements that nothing explains.</summary>
    public const string Unexplained = "model wrong";

    /// <summary>Examples that are shown of what has one explanation.</summary>
    public const int MostExamplesOfAKind = 3;

    /// <summary>Both as one run over the same kernel.</summary>
    public ConformanceReport Plus(ConformanceReport other) => new(
        Kernel,
        Asked + other.Asked,
        Agreed + other.Agreed,
        [.. Counts.Concat(other.Counts).GroupBy(count => count.Key).Select(alike => KeyValuePair.Create(alike.Key, alike.Sum(count => count.Value)))],
        [.. Examples.Concat(other.Examples).GroupBy(e => (e.Kind, e.Explanation)).SelectMany(alike => alike.Take(MostExamplesOfAKind)).OrderBy(e => e.Kind)],
        [.. GoneQuirks.Union(other.GoneQuirks)],
        Problem ?? other.Problem);

    /// <summary>Whether anything speaks against the model, or against what is written of the kernel.</summary>
    public bool IsContradicted => Counts.Any(count => count.Key == Unexplained) || GoneQuirks.Count > 0;
}
