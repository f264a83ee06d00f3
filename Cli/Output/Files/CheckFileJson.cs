namespace DmabufVerify.Cli.Output.Files;

/// <summary>A file that a run left for other programs.</summary>
/// <param name="Kind">What is in it.</param>
/// <param name="Path">Where it is, as the user named it.</param>
/// <param name="Lines">How many lines it has, where each says something by itself.</param>
internal sealed record CheckFileJson(string Kind, string Path, long? Lines)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Kind}: {Path}{(Lines is { } lines ? $", {Words.Count(lines)} line{(lines == 1 ? "" : "s")}" : "")}";
}
