using System.CommandLine;
using System.Reflection;
using DmabufVerify.Cli.Killing;
using DmabufVerify.Properties.Killing;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>kill-worker</c>: a process of <c>kill-matrix</c>, and not for people.</summary>
internal static class KillWorkerCommand
{
    public static Command Create()
    {
        var assembly = new Argument<string>("assembly");
        var reach = new Argument<string>("reach");
        var seeds = new Option<ulong[]>("--seed");
        var questions = new Option<int>("--questions");
        var histories = new Option<int>("--histories");
        var without = new Option<string[]>("--without");
        var write = new Option<bool>("--write-reach");
        var command = new Command("kill-worker", "A process of kill-matrix") { assembly, reach, seeds, questions, histories, without, write };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            Action<Assembly, string, KillSettings, IReadOnlyCollection<string>> work =
                parsed.GetValue(write) ? KillWorker.WriteReach : KillWorker.Serve;
            work(
                Assembly.Load(Path.GetFileNameWithoutExtension(parsed.GetValue(assembly)!)),
                parsed.GetValue(reach)!,
                new KillSettings([.. parsed.GetValue(seeds)!], parsed.GetValue(questions), parsed.GetValue(histories)),
                parsed.GetValue(without) ?? []);
            return ExitCode.Holds;
        });
        return command;
    }

    /// <summary>How settings are told to a worker.</summary>
    public static IEnumerable<string> Arguments(KillSettings settings, IEnumerable<string> without) =>
    [
        .. settings.Seeds.SelectMany(seed => new[] { "--seed", $"{seed}" }),
        "--questions", $"{settings.Questions}",
        "--histories", $"{settings.Histories}",
        .. without.SelectMany(law => new[] { "--without", law }),
    ];
}
