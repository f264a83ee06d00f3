using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private Value Switch(ISwitchExpressionOperation o)
    {
        Value value = Evaluate(o.Value);
        return Arm(0);

        Value Arm(int index)
        {
            if (index == o.Arms.Length)
            {
                ThrowWhere(terms.Constant(true), "System.Runtime.CompilerServices.SwitchExpressionException");
                return Default(o.Type, o);
            }

            ISwitchExpressionArmOperation arm = o.Arms[index];
            BoolExpr matches = Matches(value, arm.Pattern);
            if (arm.Guard is not null)
            {
                throw Outside(arm, "a guard");
            }

            return Branch(matches, () => Evaluate(arm.Value), () => Arm(index + 1), o);
        }
    }

    private BoolExpr Matches(Value value, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => terms.Constant(true),
        IConstantPatternOperation p => Compared(BinaryOperatorKind.Equals, value, p.Value),
        IRelationalPatternOperation p => Compared(p.OperatorKind, value, p.Value),
        INegatedPatternOperation p => Context.MkNot(Matches(value, p.Pattern)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } p =>
            Context.MkAnd(Matches(value, p.LeftPattern), Matches(value, p.RightPattern)),
        IBinaryPatternOperation p => Context.MkOr(Matches(value, p.LeftPattern), Matches(value, p.RightPattern)),
        _ => throw Outside(pattern, "a pattern of this kind"),
    };

    private BoolExpr Compared(BinaryOperatorKind kind, Value value, IOperation constant) =>
        Operated(kind, value, Evaluate(constant), isChecked: false, constant) is Value.Truth truth
            ? truth.Term
            : throw Outside(constant, "a pattern of this kind");
}
