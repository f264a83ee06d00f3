using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Fields of a scenario that do not matter: with any of the other values that were tried it fails in the same way. That is evidence by trial, not
/// a proof, and to be told as such.
/// </summary>
/// <param name="Fields">In the order of a scenario file.</param>
/// <param name="Checks">How often the scenario was looked at again, changed.</param>
/// <param name="JointRounds">Of these, how many changed all of <paramref name="Fields"/> at once.</param>
/// <param name="Finished">False when the budget was spent first: fields that are not listed may be free too.</param>
public sealed record FreeFields(ValueList<FreeField> Fields, int Checks, int JointRounds, bool Finished)
{
    /// <summary>Nothing was tried.</summary>
    public static FreeFields None { get; } = new([], 0, 0, Finished: true);
}

/// <summary>One such field.</summary>
/// <param name="Path">Where it is in the scenario's file, as messages about input write it: devices[0].addressMask.</param>
/// <param name="Value">What it is now, as JSON; <see langword="null"/> where the file leaves it out.</param>
/// <param name="Tried">Other values that were tried: at least one, and legal ones only.</param>
/// <param name="IsAll">Whether these are all that there are.</param>
public sealed record FreeField(string Path, string? Value, int Tried, bool IsAll);
