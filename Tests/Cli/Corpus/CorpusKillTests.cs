using System.Collections.Concurrent;
using System.Diagnostics;
using DmabufVerify.Cli.Corpus;

namespace DmabufVerify.Tests.Cli.Corpus;

/// <summary>The real tool, killed while it keeps what it found, and two of them on one corpus.</summary>
public sealed class CorpusKillTests : IDisposable
{
    /// <summary>The second change is the lock; from then on each finding is a temporary file and its renaming.</summary>
    private static readonly int[] Moments = [2, 3, 4, 5, 6, 7, 8, 10];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    /// <summary>
    /// Each run is killed at another change of the folder: the lock, the temporary file, its renaming, the next one. Where the signal arrives is up to the
    /// machine; whatever it hits, what is there is whole, and what was told is there.
    /// </summary>
    [Fact]
    public async Task A_kill_at_any_moment_loses_nothing_that_was_told()
    {
        string[] whole = Whole();
        int killedBetween = 0;
        foreach (int change in Moments)
        {
            string corpus = _temp.In($"killed-{change}");
            Directory.CreateDirectory(corpus);
            IReadOnlyList<string> told = await KilledAtChange(corpus, change);

            IReadOnlyList<CorpusFile> files = new CorpusFolder(corpus).Files();
            Assert.All(files, file => Assert.True(file.Read.IsOk, $"{file.Path}: {file.Read.Problem}"));
            Assert.All(told, file => Assert.Contains(file, files.Select(f => f.Path)));
            killedBetween += files.Count < whole.Length ? 1 : 0;

            ToolRun next = Tool.Run(Arguments(corpus));
            Assert.Equal(1, next.ExitCode);
            Assert.Contains(next.Lines, line => files.Count == 0 || line.StartsWith($"corpus: {files.Count} case", StringComparison.Ordinal));
            Assert.Equal(whole, Names(corpus));
            Assert.Empty(Directory.GetFiles(corpus, "*.tmp"));
        }

        Assert.True(killedBetween > 0, "no kill came before the last finding was kept: this test has seen nothing");
    }

    [Fact]
    public async Task Two_at_once_keep_every_failure_once()
    {
        string[] whole = Whole();
        string corpus = _temp.In("shared");

        ToolRun[] runs = await Task.WhenAll(
            Task.Run(() => Tool.Run(Arguments(corpus, "--out", _temp.In("a")))), Task.Run(() => Tool.Run(Arguments(corpus, "--out", _temp.In("b")))));

        Assert.All(runs, run => Assert.Equal(1, run.ExitCode));
        Assert.All(new CorpusFolder(corpus).Files(), file => Assert.True(file.Read.IsOk, $"{file.Path}: {file.Read.Problem}"));
        Assert.Equal(whole, Names(corpus));
        Assert.Empty(Directory.GetFiles(corpus, "*.tmp"));
    }

    /// <summary>What a run keeps that nobody disturbs.</summary>
    private string[] Whole()
    {
        string corpus = _temp.In("whole");
        Tool.Run(Arguments(corpus));
        string[] names = Names(corpus);
        Assert.True(names.Length >= 4, $"only {names.Length} findings to keep");
        return names;
    }

    private static string[] Names(string corpus) => [.. new CorpusFolder(corpus).Files().Select(file => Path.GetFileName(file.Path))];

    private string[] Arguments(string corpus, params string[] more) =>
    [
        "check", "--seed", "1", "--cases", "300", "--no-capture", "--no-solver", "--fault", "spec.boundary-is-double",
        "--law", "Table.*", "Optimised.*", "Placement.*", "--corpus", corpus,
        .. more.Length == 0 ? ["--out", _temp.In("out")] : more,
    ];

    /// <summary>Runs until the folder has changed so often, or to the end; gives the files that standard error named.</summary>
    private async Task<IReadOnlyList<string>> KilledAtChange(string corpus, int change)
    {
        using var changes = new FileSystemWatcher(corpus);
        using var reached = new CountdownEvent(change);
        changes.Created += (_, _) => Count(reached);
        changes.Renamed += (_, _) => Count(reached);
        changes.EnableRaisingEvents = true;

        using Process process = Tool.Start(Arguments(corpus));
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        var told = new ConcurrentQueue<string>();
        Task errors = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                if (line.Split("; kept in ") is [_, var file])
                {
                    told.Enqueue(file);
                }
            }
        });
        Task ended = process.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
        await Task.WhenAny(ended, Task.Run(() => reached.Wait(Limit)));
        process.Kill();
        await ended;
        await errors;
        await output;
        return [.. told];
    }

    private static void Count(CountdownEvent reached)
    {
        if (!reached.IsSet)
        {
            reached.Signal();
        }
    }
}
