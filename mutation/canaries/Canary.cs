namespace DmabufVerify.Mutation;

/// <summary>
/// Functions whose mutants have a known fate, compiled into the project under mutation: <c>mutation/canaries.json</c> says which fate.
/// A run that gets one of them wrong has lost its way, and its score says nothing.
/// </summary>
internal static class Canary
{
    /// <summary>Every mutant dies: the tests ask at both sides and on the line.</summary>
    public static bool IsAtMost(int a, int b) => a <= b;

    /// <summary>Every mutant dies: one value is enough.</summary>
    public static uint Sum(uint a, uint b) => a + b;

    /// <summary>With <c>&lt;=</c> it is the same function, since of two equal numbers either is the smaller: that mutant lives.</summary>
    public static int Smaller(int a, int b) => a < b ? a : b;

    /// <summary>With <c>&gt;&gt;&gt;</c> it is the same function, since a uint has no sign to draw in: that mutant lives. The one that shifts left dies.</summary>
    public static uint Eighth(uint bits) => bits >> 3;

    /// <summary>No test calls it: nothing can have killed its mutants.</summary>
    public static bool IsUnasked(int a, int b) => a < b;

    /// <summary>With <c>|=</c> it never ends: a timeout, which is no kill.</summary>
    public static int CountBits(uint bits)
    {
        int count = 0;
        while (bits != 0)
        {
            bits &= bits - 1;
            count++;
        }

        return count;
    }
}
