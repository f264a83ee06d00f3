using Microsoft.CodeAnalysis;

namespace DmabufVerify.Tests.Mutants.Translation;

/// <summary>Values of integer types, most of them where something changes.</summary>
internal static class EdgeValues
{
    /// <summary>A value of a type.</summary>
    public static object Draw(Random random, SpecialType type) => type switch
    {
        SpecialType.System_Boolean => random.Next(2) == 0,
        SpecialType.System_SByte => (sbyte)Signed(random, 8),
        SpecialType.System_Byte => (byte)Unsigned(random, 8),
        SpecialType.System_Int16 => (short)Signed(random, 16),
        SpecialType.System_UInt16 => (ushort)Unsigned(random, 16),
        SpecialType.System_Int32 => (int)Signed(random, 32),
        SpecialType.System_UInt32 => (uint)Unsigned(random, 32),
        SpecialType.System_Int64 => Signed(random, 64),
        SpecialType.System_UInt64 => Unsigned(random, 64),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no integer"),
    };

    private static ulong Unsigned(Random random, int width)
    {
        ulong all = ulong.MaxValue >> (64 - width);
        // The wrap at both ends is what is wanted.
        return unchecked(random.Next(6) switch
        {
            0 => (ulong)random.Next(4),
            1 => all - (ulong)random.Next(3),
            2 => (1UL << random.Next(width)) + (ulong)random.Next(3) - 1,
            3 => (1UL << (width - 1)) - (ulong)random.Next(2),
            4 => (ulong)random.NextInt64() >> random.Next(64),
            _ => (ulong)random.NextInt64(),
        }) & all;
    }

    private static long Signed(Random random, int width) => unchecked((long)(Unsigned(random, width) << (64 - width))) >> (64 - width);
}
