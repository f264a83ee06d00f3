namespace DmabufVerify.Cli.Exporting;

/// <summary>What came of an export: a text, or in one line why there is none, never both.</summary>
/// <param name="Text">The whole file.</param>
/// <param name="Problem">Why there is none, and what there is instead.</param>
/// <param name="Code">The exit code of a problem.</param>
internal readonly record struct Exported(string? Text, string? Problem, int Code)
{
    /// <summary>A file.</summary>
    public static Exported Of(IEnumerable<string> lines) => new(string.Join('\n', lines) + "\n", null, ExitCode.Holds);

    /// <summary>This kind of file cannot say it: the user asked for what there is not.</summary>
    public static Exported None(string problem) => new(null, problem, ExitCode.BadInput);

    /// <summary>Something is missing on this machine.</summary>
    public static Exported Missing(string problem) => new(null, problem, ExitCode.Unknown);
}
