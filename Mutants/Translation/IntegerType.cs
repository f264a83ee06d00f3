using Microsoft.CodeAnalysis;

namespace DmabufVerify.Mutants.Translation;

/// <summary>An integer type of C#.</summary>
/// <param name="WidthBits">8 to 64.</param>
/// <param name="IsSigned">Whether its highest bit is a sign.</param>
internal readonly record struct IntegerType(uint WidthBits, bool IsSigned)
{
    /// <summary>The type, or that below an enumeration; <see langword="null"/> for all else, native integers and 128 bits included.</summary>
    public static IntegerType? Of(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => Of(named.EnumUnderlyingType),
        _ => type?.SpecialType switch
        {
            SpecialType.System_SByte => new(8, true),
            SpecialType.System_Byte => new(8, false),
            SpecialType.System_Int16 => new(16, true),
            SpecialType.System_UInt16 or SpecialType.System_Char => new(16, false),
            SpecialType.System_Int32 => new(32, true),
            SpecialType.System_UInt32 => new(32, false),
            SpecialType.System_Int64 => new(64, true),
            SpecialType.System_UInt64 => new(64, false),
            _ => null,
        },
    };
}
