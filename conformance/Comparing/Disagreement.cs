namespace DmabufVerify.Conformance.Comparing;

/// <summary>A question that kernel and model answer differently.</summary>
/// <param name="Question">As it is asked.</param>
/// <param name="Kernel">The kernel's answer, in the normal form.</param>
/// <param name="Voter">Who of the model says something else: "spec", "optimised" or both.</param>
/// <param name="Model">What it says.</param>
/// <param name="Kind">What that means.</param>
/// <param name="Explanation">The quirk's id, or what of the question is outside the model; empty where nothing explains it.</param>
/// <param name="AsDrawn">The question before it was made smaller; the same where it was not.</param>
public sealed record Disagreement(
    string Question, string Kernel, string Voter, string Model, DisagreementKind Kind, string Explanation, string AsDrawn);
