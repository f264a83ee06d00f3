using DmabufVerify.Conformance.Asking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// What the kernel and the model both answer, in one line of text each. Both lines have one normal form, so that they are equal
/// exactly when the answers are.
/// </summary>
public abstract record KernelQuestion
{
    /// <summary>What is sent, without an id: a letter, a space, words. The question can be read from it again.</summary>
    public abstract string Text { get; }

    /// <summary>Which machine to ask.</summary>
    public virtual MapBackend Backend => MapBackend.Direct;

    /// <summary>Why the model does not speak of this question; <see langword="null"/> when it does.</summary>
    public virtual string? OutsideModel => null;

    /// <summary>What the model says the kernel does.</summary>
    public abstract string Expected(IRules model);

    /// <summary>The kernel's line in the normal form: nothing that a second run would answer otherwise.</summary>
    public abstract string Normal(string answer);

    /// <summary>Smaller questions of the same kind, the smallest first; each is smaller by some measure that ends.</summary>
    public abstract IEnumerable<KernelQuestion> Smaller();
}
