namespace DmabufVerify.Conformance.Comparing;

/// <summary>Something the kernel does that nobody would ask for, with the smallest case that shows it (quirks.json).</summary>
/// <param name="Id">What reports call it.</param>
/// <param name="What">It in words.</param>
/// <param name="Source">Kernel path and function.</param>
/// <param name="Model">"follows" or "refuses": whether the model does the same.</param>
/// <param name="Why">Why it does, or does not.</param>
/// <param name="Question">The smallest case, as it is asked.</param>
/// <param name="Answer">The kernel's answer to it, in the normal form. Another answer: the quirk is no longer seen.</param>
/// <param name="Kernels">Versions that answered so.</param>
public sealed record Quirk(
    string Id, string What, string Source, string Model, string Why, string Question, string Answer, IReadOnlyList<string> Kernels);
