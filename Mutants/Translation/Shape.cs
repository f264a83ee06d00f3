using Microsoft.CodeAnalysis;

namespace DmabufVerify.Mutants.Translation;

/// <summary>Values of a type: what they are made of.</summary>
internal static class Shape
{
    /// <summary>An unknown for each part of an input.</summary>
    /// <param name="terms">Where terms come from.</param>
    /// <param name="type">The input's type.</param>
    /// <param name="name">The input's name; parts are called after it and their fields.</param>
    public static Value Unknown(Terms terms, ITypeSymbol type, string name) => Make(
        type,
        name,
        (integer, path) => new Value.Number(terms.Context.MkBVConst(path, integer.WidthBits), integer),
        path => new Value.Truth(terms.Context.MkBoolConst(path)),
        []);

    /// <summary>The default value; <see langword="null"/> of a type that is no value type of integers and truths.</summary>
    public static Value? Zero(Terms terms, ITypeSymbol? type) =>
        type is not { IsValueType: true } ? null
        : Make(type, "", (integer, _) => terms.Constant(0, integer), _ => new Value.Truth(terms.Constant(false)), []) is var value && value is Value.Opaque
            ? null
            : value;

    private static Value Make(
        ITypeSymbol type, string path, Func<IntegerType, string, Value> number, Func<string, Value> truth, HashSet<ITypeSymbol> around)
    {
        if (IntegerType.Of(type) is { } integer)
        {
            return number(integer, path);
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return truth(path);
        }

        bool isMadeOfFields = type.IsTupleType || (type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } && type.DeclaringSyntaxReferences.Length > 0);
        var inside = new HashSet<ITypeSymbol>(around, SymbolEqualityComparer.Default);
        if (!isMadeOfFields || !inside.Add(type))
        {
            return new Value.Opaque(type);
        }

        (string Name, ITypeSymbol Type)[] fields = [.. FieldsOf((INamedTypeSymbol)type)];
        return new Value.Fields(
            type,
            [.. fields.Select(f => f.Name)],
            [.. fields.Select(f => Make(f.Type, $"{path}.{Readable(f.Name)}", number, truth, inside))]);
    }

    /// <summary>A field's name as its owner wrote it.</summary>
    public static string Readable(string field) =>
        field.StartsWith('<') ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;

    private static IEnumerable<(string Name, ITypeSymbol Type)> FieldsOf(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return type.TupleElements.Select((element, i) => ($"Item{i + 1}", element.Type));
        }

        // Among them those in which a primary constructor's parameters are kept.
        return type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => (field.Name, field.Type));
    }
}
