using System.Collections.Immutable;

namespace DmabufVerify.Properties.Faults;

/// <summary>Bugs that real systems had, planted in the engine.</summary>
public static class EngineFaults
{
    /// <summary>In the order in which reports list them.</summary>
    public static ImmutableArray<SeededFault> All { get; } = [];
}
