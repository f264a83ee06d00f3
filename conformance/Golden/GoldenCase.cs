namespace DmabufVerify.Conformance.Golden;

/// <summary>A question and what a real kernel answered to it, in the normal form: one line of data/golden.</summary>
/// <param name="Question">As it is asked.</param>
/// <param name="Kernel">The answer.</param>
public sealed record GoldenCase(string Question, string Kernel);
