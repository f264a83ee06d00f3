namespace DmabufVerify.Solving;

/// <summary>What came of looking for a native Z3.</summary>
/// <param name="Path">The library that was loaded, or <see langword="null"/> when none fits.</param>
/// <param name="Version">Its own full version string; <see langword="null"/> when none was loaded.</param>
/// <param name="Problem">One line: why there is no solver and what to install; <see langword="null"/> when there is one.</param>
public sealed record Z3Status(string? Path, string? Version, string? Problem)
{
    /// <summary>Whether questions can be put to the solver.</summary>
    public bool IsAvailable => Problem is null;
}
