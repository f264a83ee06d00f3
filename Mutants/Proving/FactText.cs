using System.Globalization;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using Microsoft.CodeAnalysis;

namespace DmabufVerify.Mutants.Proving;

/// <summary>An xunit test that kills a mutant: the original's answer to one input.</summary>
internal static class FactText
{
    /// <summary>
    /// The test; <see langword="null"/> where tests cannot make the call: a private function, an object, or an answer that is neither a
    /// number, a truth value nor an exception.
    /// </summary>
    public static string? Of(MutatedFunction function, string mutantId, IReadOnlyDictionary<string, object> inputs, string original)
    {
        IMethodSymbol symbol = function.Symbol;
        string?[] arguments = [.. symbol.Parameters.Select(p => Literal(p.Type, p.Name, inputs))];
        string? target = symbol.IsStatic ? symbol.ContainingType.ToDisplayString() : Literal(symbol.ContainingType, Question.This, inputs);
        bool isReachable = symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
            && symbol.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet;
        if (!isReachable || target is null || arguments.Contains(null))
        {
            return null;
        }

        string list = string.Join(", ", arguments);
        string call = symbol.AssociatedSymbol is not IPropertySymbol property ? $"{target}.{symbol.Name}({list})"
            : property.IsIndexer ? $"{target}[{list}]" : $"{target}.{property.Name}";
        if (Assertion(symbol.ReturnType, call, original) is not { } assertion)
        {
            return null;
        }

        string name = $"{symbol.ContainingType.Name}_{(symbol.AssociatedSymbol ?? symbol).MetadataName}_kills_mutant_{mutantId}";
        return $"    [Fact]\n    public void {string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_'))}() => {assertion};\n";
    }

    /// <summary>A part of an input as C# writes it.</summary>
    public static string Number(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string? Assertion(ITypeSymbol type, string call, string original)
    {
        if (original.StartsWith("throws ", StringComparison.Ordinal))
        {
            string exception = original["throws ".Length..original.IndexOf(':', StringComparison.Ordinal)];
            return $"Assert.Throws<{exception}>(() => {call})";
        }

        return type.SpecialType == SpecialType.System_Boolean ? $"Assert.{(original == "true" ? "True" : "False")}({call})"
            : IntegerType.Of(type) is not null && type.TypeKind != TypeKind.Enum ? $"Assert.Equal({Cast(type, original)}, {call})"
            : null;
    }

    private static string? Literal(ITypeSymbol type, string name, IReadOnlyDictionary<string, object> inputs)
    {
        if (inputs.TryGetValue(name, out object? leaf))
        {
            return leaf is bool ? Number(leaf) : Cast(type, Number(leaf));
        }

        if (type is not INamedTypeSymbol { IsValueType: true, IsRecord: true } record)
        {
            return null;
        }

        IParameterSymbol[] parts = [.. record.InstanceConstructors.OrderByDescending(c => c.Parameters.Length).First().Parameters];
        int leaves = inputs.Keys.Count(key => key.StartsWith(name + ".", StringComparison.Ordinal));
        string?[] values = [.. parts.Select(p => Literal(p.Type, $"{name}.{p.Name}", inputs))];
        return values.Contains(null) || leaves < parts.Length ? null : $"new {record.ToDisplayString()}({string.Join(", ", values)})";
    }

    /// <summary>With its type, since the function may be overloaded; the least of a signed type needs no cast to be legal in parentheses.</summary>
    private static string Cast(ITypeSymbol type, string number) => type.SpecialType == SpecialType.System_Int32
        ? number
        : $"unchecked(({type.ToDisplayString()}){(number.StartsWith('-') ? $"({number})" : number)})";
}
