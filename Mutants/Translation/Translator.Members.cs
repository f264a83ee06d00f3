using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private Value Field(IFieldReferenceOperation o) => o.Instance is null
        ? Initial(o.Field, o)
        : (Evaluate(o.Instance) as Value.Fields)?.Find(o.Field.Name) ?? throw Outside(o, "a field that is not known");

    private Value Property(IPropertyReferenceOperation o)
    {
        Value? instance = o.Instance is null ? null : Evaluate(o.Instance);
        if (BackingField(o.Property) is { } field)
        {
            return instance is null
                ? Initial(o.Property, o)
                : (instance as Value.Fields)?.Find(field.Name) ?? throw Outside(o, "a property that is not known");
        }

        return o.Property.GetMethod is { } getter
            ? Call(getter, instance, [.. o.Arguments.Select(a => Evaluate(a.Value))], o.Syntax)
            : throw Outside(o, "a property that cannot be read");
    }

    private static IFieldSymbol? BackingField(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>What a static member was set to and has kept.</summary>
    private Value Initial(ISymbol member, IOperation at)
    {
        bool isKept = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        SyntaxNode? declaration = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        EqualsValueClauseSyntax? initializer = declaration switch
        {
            PropertyDeclarationSyntax property => property.Initializer,
            VariableDeclaratorSyntax variable => variable.Initializer,
            _ => null,
        };
        if (!isKept || initializer is null || code.Operation(initializer) is not ISymbolInitializerOperation operation)
        {
            throw Outside(at, "a static member without an initializer, or that may change");
        }

        Used.Add(declaration!);
        return Inside(member, instance: null, at.Syntax, () => Evaluate(operation.Value));
    }

    private Value.Fields Create(IObjectCreationOperation o)
    {
        if (o.Type is not { IsValueType: true } || o.Constructor is null || o.Initializer is not null)
        {
            throw Outside(o, "a new object");
        }

        Value[] arguments = Arguments(o.Arguments);
        var empty = Default(o.Type, o) as Value.Fields ?? throw Outside(o, "a new object");
        if (o.Constructor.IsImplicitlyDeclared && arguments.Length == 0)
        {
            return empty;
        }

        bool isPrimary = o.Type.IsRecord
            && o.Constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is RecordDeclarationSyntax;
        bool takesAll = arguments.Length == empty.Names.Length
            && o.Constructor.Parameters.Select(p => $"<{p.Name}>k__BackingField").SequenceEqual(empty.Names);
        if (!isPrimary || !takesAll)
        {
            throw Outside(o, "a constructor with code of its own");
        }

        Used.UnionWith(o.Constructor.DeclaringSyntaxReferences.Select(r => ((RecordDeclarationSyntax)r.GetSyntax()).ParameterList!));
        return empty with { Values = [.. arguments] };
    }

    private Value TupleOf(ITupleOperation o)
    {
        var empty = Default(o.Type, o) as Value.Fields ?? throw Outside(o, "a tuple of this kind");
        return empty with { Values = [.. o.Elements.Select(Evaluate)] };
    }

    private Value.Fields With(IWithOperation o)
    {
        var copy = Evaluate(o.Operand) as Value.Fields;
        if (copy is null || !copy.Type.IsValueType)
        {
            throw Outside(o, "a copy of an object");
        }

        foreach (IOperation one in o.Initializer.Initializers)
        {
            if (one is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } set || BackingField(target.Property) is not { } field)
            {
                throw Outside(one, "a copy with more than properties replaced");
            }

            copy = copy.With(field.Name, Evaluate(set.Value));
        }

        return copy;
    }

    private Value Default(ITypeSymbol? type, IOperation at) =>
        Shape.Zero(terms, type) ?? throw Outside(at, $"a value of {type?.ToDisplayString()}");
}
