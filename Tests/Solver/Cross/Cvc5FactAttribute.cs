using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Solving.Cross;

/// <summary>A test that runs cvc5; where there is none it is shown as skipped, with what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Cvc5FactAttribute : FactAttribute
{
    public Cvc5FactAttribute() => Skip = Cvc5.Status.Problem;
}
