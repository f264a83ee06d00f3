using System.CommandLine;
using DmabufVerify.Cli.Output.Progress;

namespace DmabufVerify.Cli.Commands;

/// <summary>How a command that may take long shows its progress.</summary>
internal sealed class ProgressOptions
{
    private static readonly TimeSpan DefaultEvery = TimeSpan.FromSeconds(10);

    private readonly Option<bool> _quiet = new("--quiet") { Description = "no progress on standard error" };

    private readonly Option<bool> _plain = new("--plain") { Description = "progress as lines, on a terminal too" };

    private readonly Option<TimeSpan?> _every = Parsed.Seconds(
        "--progress-every", $"seconds between two lines of progress [default: {DefaultEvery.TotalSeconds}]");

    /// <summary>Makes them part of a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_quiet);
        command.Add(_plain);
        command.Add(_every);
    }

    /// <summary>What was asked for.</summary>
    public ProgressStyle Style(ParseResult parsed) =>
        new(parsed.GetValue(_quiet), parsed.GetValue(_plain), parsed.GetValue(_every) ?? DefaultEvery);
}
