namespace DmabufVerify.Cli;

/// <summary>What every command's exit status means.</summary>
internal static class ExitCode
{
    /// <summary>All laws hold; every scenario is satisfiable.</summary>
    public const int Holds = 0;

    /// <summary>A law is broken; a scenario is unsatisfiable.</summary>
    public const int Counterexample = 1;

    /// <summary>The input is wrong; a message says where.</summary>
    public const int BadInput = 2;

    /// <summary>Not decided: a budget is spent, a voter is missing, or the cases do not cover enough.</summary>
    public const int Unknown = 3;

    /// <summary>The reader of the output has gone (128 + SIGPIPE, as a shell reports it).</summary>
    public const int ClosedPipe = 141;
}
