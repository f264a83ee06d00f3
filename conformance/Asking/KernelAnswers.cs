namespace DmabufVerify.Conformance.Asking;

/// <summary>What the kernel said to a list of questions.</summary>
/// <param name="Lines">One for each question, in order, without letter and id; fewer where the kernel stopped.</param>
/// <param name="Problem">Why there are fewer, with the last words of the console; <see langword="null"/> when there are not.</param>
public sealed record KernelAnswers(IReadOnlyList<string> Lines, string? Problem);
