using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DmabufVerify.Mutants.Sources;

/// <summary>The function around a place in a file.</summary>
/// <param name="Symbol">A method, an operator or a getter.</param>
/// <param name="Syntax">Its declaration.</param>
internal sealed record MutatedFunction(IMethodSymbol Symbol, SyntaxNode Syntax)
{
    /// <summary>Its name with its type's, for messages and as a key.</summary>
    public string FullName => Symbol.AssociatedSymbol is { } property
        ? $"{Symbol.ContainingType.ToDisplayString()}.{property.Name}"
        : $"{Symbol.ContainingType.ToDisplayString()}.{Symbol.Name}";

    /// <summary>The outermost function that the stretch lies in; <see langword="null"/> where it is in none.</summary>
    public static MutatedFunction? At(CodeBase code, SyntaxTree tree, TextSpan span)
    {
        SemanticModel model = code.Model(tree);
        foreach (SyntaxNode node in tree.GetRoot().FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf())
        {
            ISymbol? symbol = node switch
            {
                MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or AccessorDeclarationSyntax =>
                    model.GetDeclaredSymbol(node),
                PropertyDeclarationSyntax { ExpressionBody: not null } property => (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod,
                IndexerDeclarationSyntax { ExpressionBody: not null } indexer => (model.GetDeclaredSymbol(indexer) as IPropertySymbol)?.GetMethod,
                _ => null,
            };
            if (symbol is IMethodSymbol method)
            {
                return new(method, node);
            }
        }

        return null;
    }
}
