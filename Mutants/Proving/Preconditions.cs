using System.Globalization;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Proving;

/// <summary>
/// Preconditions as members of the types they speak of, so that the compiler says what they mean. They are written into a copy of the
/// code, behind all that is there.
/// </summary>
internal sealed class Preconditions
{
    private const string Prefix = "__Precondition";

    private readonly IReadOnlyList<Precondition> _list;
    private readonly CodeBase _code;

    /// <summary>Writes those into the code that speak of its types; the others are for another project.</summary>
    public Preconditions(CodeBase code, IReadOnlyList<Precondition> list)
    {
        _list = list;
        _code = code;
        for (int i = 0; i < list.Count; i++)
        {
            if (Declaration(list[i]) is not { } found)
            {
                continue;
            }

            SyntaxTree tree = found.Type.SyntaxTree;
            string member = $" private {found.Modifier}bool {Name(i)}({found.Parameters}) => {list[i].Holds}; ";
            _code = _code.With(tree.FilePath, tree.ToString().Insert(found.Type.CloseBraceToken.SpanStart, member));
        }
    }

    /// <summary>The first that does not compile, in words; <see langword="null"/> when all do.</summary>
    public string? Problem => Enumerable.Range(0, _list.Count)
        .Select(i => (Text: _list[i], Method: Method(i)))
        .Where(p => p.Method is not null)
        .Select(p => (p.Text, Error: Error(p.Method!)))
        .Where(p => p.Error is not null)
        .Select(p => $"{p.Text.Of}: {p.Text.Holds}: {p.Error}")
        .FirstOrDefault();

    /// <summary>What may be assumed of a function's inputs, as terms and as text.</summary>
    public (BoolExpr[] Terms, string[] Texts) Assumed(Terms terms, MutatedFunction function, IReadOnlyList<(string Name, Value Value)> inputs)
    {
        var assumed = new List<BoolExpr>();
        var texts = new List<string>();
        for (int i = 0; i < _list.Count; i++)
        {
            if (Method(i) is not { } method)
            {
                continue;
            }

            if (_list[i].Of == function.FullName)
            {
                Value? instance = inputs.Where(input => input.Name == Question.This).Select(input => input.Value).FirstOrDefault();
                Assume(method, instance, [.. inputs.Where(input => input.Name != Question.This).Select(input => input.Value)], _list[i].Holds);
            }

            foreach ((string name, Value.Fields value) in inputs.SelectMany(input => Instances(input.Name, input.Value)))
            {
                if (value.Type.ToDisplayString() == _list[i].Of)
                {
                    Assume(method, value, [], $"{name}: {_list[i].Holds}");
                }
            }
        }

        return ([.. assumed], [.. texts]);

        void Assume(IMethodSymbol method, Value? instance, Value[] arguments, string text)
        {
            Outcome outcome = new Translator(terms, _code).Run(method, instance, arguments);
            assumed.Add(terms.Context.MkAnd(outcome.Returns, ((Value.Truth)outcome.Value).Term));
            texts.Add(text);
        }
    }

    private static IEnumerable<(string Name, Value.Fields Value)> Instances(string name, Value value) => value is Value.Fields fields
        ? fields.Names.Zip(fields.Values).SelectMany(f => Instances($"{name}.{Shape.Readable(f.First)}", f.Second)).Prepend((name, fields))
        : [];

    private (TypeDeclarationSyntax Type, string Modifier, string Parameters)? Declaration(Precondition one)
    {
        if (Type(one.Of) is { } type)
        {
            return Syntax(type) is { } syntax ? (syntax, "", "") : null;
        }

        ISymbol? member = Type(Owner(one.Of))?.GetMembers(one.Of[(one.Of.LastIndexOf('.') + 1)..]).FirstOrDefault();
        string parameters = member?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is BaseMethodDeclarationSyntax method
            ? method.ParameterList.Parameters.ToString()
            : "";
        return member is not null && Syntax(member.ContainingType) is { } owner ? (owner, member.IsStatic ? "static " : "", parameters) : null;
    }

    private INamedTypeSymbol? Type(string name) => _code.Compilation.GetTypeByMetadataName(name) is { } type
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _code.Compilation.Assembly) ? type : null;

    private IMethodSymbol? Method(int index) => (Type(_list[index].Of) ?? Type(Owner(_list[index].Of)))?
        .GetMembers(Name(index)).OfType<IMethodSymbol>().FirstOrDefault();

    private string? Error(IMethodSymbol method)
    {
        SyntaxNode syntax = method.DeclaringSyntaxReferences[0].GetSyntax();
        return _code.Model(syntax.SyntaxTree).GetDiagnostics(syntax.Span)
            .FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.GetMessage(CultureInfo.InvariantCulture);
    }

    private static string Owner(string name) => name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : name;

    private static TypeDeclarationSyntax? Syntax(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences[0].GetSyntax() as TypeDeclarationSyntax is { CloseBraceToken.Span.Length: > 0 } syntax ? syntax : null;

    private static string Name(int index) => $"{Prefix}{index.ToString(CultureInfo.InvariantCulture)}";
}
