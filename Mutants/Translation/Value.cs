using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>What an expression is worth, as a term over the inputs.</summary>
internal abstract record Value
{
    private Value()
    {
    }

    /// <summary>An integer or an enumeration's member.</summary>
    internal sealed record Number(BitVecExpr Bits, IntegerType Type) : Value;

    /// <summary>A truth value.</summary>
    internal sealed record Truth(BoolExpr Term) : Value;

    /// <summary>An instance: its fields, by their names in metadata and in their order.</summary>
    internal sealed record Fields(ITypeSymbol Type, ImmutableArray<string> Names, ImmutableArray<Value> Values) : Value
    {
        /// <summary>One of them.</summary>
        public Value? Find(string name) => Names.IndexOf(name) is >= 0 and var i ? Values[i] : null;

        /// <summary>The same but for one.</summary>
        public Fields With(string name, Value value) => this with { Values = Values.SetItem(Names.IndexOf(name), value) };
    }

    /// <summary>Something that may be handed around and not looked at.</summary>
    internal sealed record Opaque(ITypeSymbol Type) : Value;

    /// <summary>What a method gives that gives nothing.</summary>
    internal sealed record Nothing : Value;
}
