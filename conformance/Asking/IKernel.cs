namespace DmabufVerify.Conformance.Asking;

/// <summary>Code of the kernel that answers questions: a whole one in a virtual machine, or a part of it compiled for this process.</summary>
public interface IKernel
{
    /// <summary>Asks, and waits for all answers.</summary>
    /// <param name="questions">Each a letter, a space and words, without an id.</param>
    KernelAnswers Ask(IReadOnlyList<string> questions);

    /// <summary>Ends the questions; <see langword="null"/> when as many were counted as were asked, else what is wrong.</summary>
    string? Finish();
}
