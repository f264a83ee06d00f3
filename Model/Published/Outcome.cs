using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>What an operation leaves and what it says.</summary>
internal readonly record struct Outcome(BufferState State, StepResult Result)
{
    public static Outcome Done(BufferState state) => new(state, StepResult.Ok);

    public static Outcome Refused(BufferState state, Errno errno, GroundsKind kind, string? device = null) =>
        new(state, StepResult.Refused(errno, kind, device));
}
