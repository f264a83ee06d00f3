namespace DmabufVerify.Mutants.Report;

/// <summary>How a mutant ended; the names are the schema's.</summary>
public enum MutantStatus
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>Tests ran it and none failed.</summary>
    Survived,

    /// <summary>No test runs it.</summary>
    NoCoverage,

    /// <summary>The tests did not end in time: no kill until somebody has looked.</summary>
    Timeout,

    /// <summary>It does not compile, and so says nothing of the tests.</summary>
    CompileError,

    /// <summary>The tests could not be run with it.</summary>
    RuntimeError,

    /// <summary>It was left out by configuration.</summary>
    Ignored,

    /// <summary>The run ended before it.</summary>
    Pending,
}
