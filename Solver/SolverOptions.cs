namespace DmabufVerify.Solving;

/// <summary>How long a search may take, and what is told about it.</summary>
public sealed record SolverOptions
{
    /// <summary>
    /// Steps, as Z3 counts them, that one check may take; a question takes a handful of checks. Zero is no limit. Unlike a wall
    /// time it ends a search at the same point on every machine. A question of two devices and 64 pages takes up to
    /// 50,000; the default is some seconds' worth.
    /// </summary>
    public uint StepLimit { get; init; } = 2_000_000;

    /// <summary>Wall time after which no further check starts, and the limit of each check; a last resort behind <see cref="StepLimit"/>.</summary>
    public uint WallMilliseconds { get; init; } = 5000;

    /// <summary>Seed of Z3's own choices.</summary>
    public uint RandomSeed { get; init; } = 1;

    /// <summary>Used pages up to which a layout is described page by page; above, only its runs are.</summary>
    public int MaxPages { get; init; } = 256;

    /// <summary>Ends a search from another thread, as Ctrl-C may: the answer is then unknown, and the session is as good as before.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Receives every check as an SMT-LIB script that any solver can run; called before the check, on its thread.</summary>
    public Action<string>? QuerySink { get; init; }
}
