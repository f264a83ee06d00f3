namespace DmabufVerify.Cli.Output.Progress;

/// <summary>Whether and how progress is shown.</summary>
/// <param name="IsQuiet">Not at all.</param>
/// <param name="IsPlain">As lines, on a terminal too.</param>
/// <param name="Every">Time between two lines.</param>
internal sealed record ProgressStyle(bool IsQuiet, bool IsPlain, TimeSpan Every);
