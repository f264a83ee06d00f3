using System.Collections.Immutable;
using DmabufVerify.Properties.Faults.Engine;

namespace DmabufVerify.Properties.Faults;

/// <summary>
/// Bugs that real systems had, or that the thread foresaw, planted in the engine through its parts: the engine itself has no switch for
/// them.
/// </summary>
public static class EngineFaults
{
    /// <summary>In the order in which reports list them: a buffer's life from attach to move, then races.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        .. AttachFaults.All,
        .. ConstraintFaults.All,
        .. ReachFaults.All,
        .. CandidateFaults.All,
        .. BounceFaults.All,
        .. JoinFaults.All,
        .. IovaFaults.All,
        .. CacheFaults.All,
        .. MappingFaults.All,
        .. CoherencyFaults.All,
        .. AnsweringFaults.All,
        .. RaceFaults.All,
    ];
}
