using System.Reflection;
using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Cli.Killing;

/// <summary>
/// The canaries' tests as a law, so that mutants of known fate go the way of all others: through the same switch, processes and count. See
/// <c>mutation/canaries</c>.
/// </summary>
internal static class CanaryLaw
{
    /// <summary>What the matrix calls it; it is not one of the laws.</summary>
    public const string Name = "Canary";

    /// <summary>The law, for an assembly with the canaries in it; <see langword="null"/>: they are not in it.</summary>
    public static Law? In(Assembly mutated) => mutated.GetType("DmabufVerify.Mutation.Canary") is { } canary
        ? new Law(Name, "canaries answer as their tests say", NeedsSolver: false, _ => Check(canary))
        : null;

    private static LawResult Check(Type canary)
    {
        (string Function, object[] Arguments, object Answer)[] asked =
        [
            ("IsAtMost", [1, 2], true),
            ("IsAtMost", [2, 2], true),
            ("IsAtMost", [3, 2], false),
            ("Sum", [3u, 2u], 5u),
            ("Smaller", [3, 7], 3),
            ("Smaller", [7, 7], 7),
            ("Smaller", [7, 3], 3),
            ("Eighth", [17u], 2u),
            ("Eighth", [uint.MaxValue], 0x1fffffffu),
            ("CountBits", [5u], 2),
        ];
        foreach ((string function, object[] arguments, object answer) in asked)
        {
            object? given = canary.GetMethod(function)!.Invoke(null, arguments);
            if (!answer.Equals(given))
            {
                return LawResult.Violated(function, $"{answer}", $"{given}");
            }
        }

        return LawResult.Holds;
    }
}
