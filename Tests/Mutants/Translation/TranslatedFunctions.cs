using System.Globalization;
using System.Numerics;
using DmabufVerify.Mutants.Running;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using DmabufVerify.Solving;
using Microsoft.CodeAnalysis;
using Microsoft.Z3;

namespace DmabufVerify.Tests.Mutants.Translation;

/// <summary>Functions of one class C, translated and compiled, so that a test can compare the two on an input.</summary>
internal sealed class TranslatedFunctions : IDisposable
{
    private readonly CodeBase _code;
    private readonly Context _context;
    private readonly Dictionary<string, (IMethodSymbol Symbol, CompiledFunction Compiled)> _functions = [];

    /// <param name="members">Members of the class.</param>
    /// <param name="isChecked">Whether arithmetic is checked where it does not say.</param>
    public TranslatedFunctions(string members, bool isChecked)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        _code = CodeBase.Of($"using System.Numerics; public static class C {{ {members} }}", isChecked);
        _context = new();
        foreach (IMethodSymbol method in _code.Compilation.GetTypeByMetadataName("C")!.GetMembers().OfType<IMethodSymbol>())
        {
            CompiledFunction? compiled = CompiledFunction.Of(_code, method, out string? problem);
            Assert.True(compiled is not null, problem);
            _functions.Add(method.Name, (method, compiled!));
        }
    }

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _functions.Keys;

    /// <summary>Types of a function's parameters.</summary>
    public IEnumerable<SpecialType> Types(string name) => _functions[name].Symbol.Parameters.Select(p => p.Type.SpecialType);

    /// <summary>What the compiler's code gives: a value or an exception's name.</summary>
    public string Compiled(string name, object[] arguments)
    {
        (IMethodSymbol symbol, CompiledFunction compiled) = _functions[name];
        string text = compiled.Run(symbol.Parameters.Zip(arguments).ToDictionary(p => p.First.Name, p => p.Second));
        return text.StartsWith("throws ", StringComparison.Ordinal) ? text["throws ".Length..text.IndexOf(':', StringComparison.Ordinal)] : text;
    }

    /// <summary>The same by the translation.</summary>
    public string Translated(string name, object[] arguments)
    {
        IMethodSymbol symbol = _functions[name].Symbol;
        var terms = new Terms(_context);
        Value[] values = [.. symbol.Parameters.Zip(arguments).Select(p => Constant(terms, p.First.Type, p.Second))];
        Outcome outcome = new Translator(terms, _code).Run(symbol, instance: null, values);
        string[] thrown = [.. outcome.Throws.Where(t => t.Value.Simplify().IsTrue).Select(t => t.Key[(t.Key.LastIndexOf('.') + 1)..].TrimEnd('(', ')'))];
        return outcome.Returns.Simplify().IsTrue ? Text(outcome.Value, thrown) : Assert.Single(thrown);
    }

    public void Dispose()
    {
        _context.Dispose();
        foreach ((_, CompiledFunction compiled) in _functions.Values)
        {
            compiled.Dispose();
        }
    }

    private static Value Constant(Terms terms, ITypeSymbol type, object value) => value is bool truth
        ? new Value.Truth(terms.Constant(truth))
        : terms.Constant(Int128.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), IntegerType.Of(type)!.Value);

    private static string Text(Value value, string[] thrown)
    {
        Assert.Empty(thrown);
        if (value is Value.Truth truth)
        {
            return truth.Term.Simplify().IsTrue ? "true" : "false";
        }

        var number = (Value.Number)value;
        var bits = BigInteger.Parse(number.Bits.Simplify().ToString(), CultureInfo.InvariantCulture);
        bool isNegative = number.Type.IsSigned && bits >> (int)(number.Type.WidthBits - 1) == 1;
        return (isNegative ? bits - (BigInteger.One << (int)number.Type.WidthBits) : bits).ToString(CultureInfo.InvariantCulture);
    }
}
