using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>What a scenario is looked for that has it (docs/find.md). Closed.</summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>The voters say this of the scenario, asked in that way.</summary>
    public sealed record Says(Asking Asking, Verdict Verdict) : Expression;

    /// <summary>A number of the scenario compares so with another.</summary>
    public sealed record Counts(Measure Measure, Comparison Comparison, ulong Number) : Expression;

    /// <summary>It is not so.</summary>
    public sealed record Not(Expression Inner) : Expression;

    /// <summary>Both are.</summary>
    public sealed record And(Expression Left, Expression Right) : Expression;

    /// <summary>One of the two is, or both are.</summary>
    public sealed record Or(Expression Left, Expression Right) : Expression;
}

/// <summary>How a scenario is asked about, whatever its own mode and policy say of that.</summary>
public enum Asking
{
    /// <summary>One table, cut to fit everyone.</summary>
    Shared,

    /// <summary>One table each.</summary>
    Tailored,

    /// <summary>As the running kernel enforces limits.</summary>
    Kernel,

    /// <summary>Every limit binding.</summary>
    Strict,

    /// <summary>No default counting.</summary>
    WithoutDefaults,

    /// <summary>Over storage yet to be found: in the scenario's memory, or anywhere where it has none.</summary>
    Placement,
}

/// <summary>A number that a scenario has.</summary>
public enum Measure
{
    /// <summary>Devices.</summary>
    Devices,

    /// <summary>Runs of the layout; 0 without one.</summary>
    Runs,

    /// <summary>Limits in the minimal conflict; 0 when there is none.</summary>
    CoreSize,
}

/// <summary>How two numbers compare.</summary>
public enum Comparison
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not more.</summary>
    AtMost,

    /// <summary>Not less.</summary>
    AtLeast,
}
