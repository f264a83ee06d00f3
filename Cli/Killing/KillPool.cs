using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Killing;

namespace DmabufVerify.Cli.Killing;

/// <summary>Puts defects to workers, one on each core. A worker that hangs or dies takes only its defect with it.</summary>
internal sealed class KillPool(Func<Process> start)
{
    /// <summary>
    /// Processor time without a sign of life; the sound program takes a second or two to begin with, and then half a second. Wall time would tell how busy the machine is.
    /// </summary>
    private static readonly TimeSpan MostProcessorTime = TimeSpan.FromSeconds(6);

    /// <summary>Threads that wait for each other take no processor time.</summary>
    private static readonly TimeSpan MostWallTime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private int _done;

    /// <summary>Defects that ended; may be read while the run is under way.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Rows in the order of their subjects; fewer where somebody asked to stop.</summary>
    public async Task<IReadOnlyList<KillRow>> Run(IReadOnlyList<Subject> subjects, CancellationToken stop)
    {
        var rows = new KillRow?[subjects.Count];
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, subjects.Count));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => Work(subjects, rows, queue, stop), CancellationToken.None)));
        return [.. rows.OfType<KillRow>()];
    }

    private async Task Work(IReadOnlyList<Subject> subjects, KillRow?[] rows, ConcurrentQueue<int> queue, CancellationToken stop)
    {
        Process? worker = null;
        try
        {
            while (!stop.IsCancellationRequested && queue.TryDequeue(out int index))
            {
                Subject subject = subjects[index];
                bool isAlone = subject.Kind == SubjectKind.StaticMutant;
                if (isAlone)
                {
                    End(ref worker);
                }

                worker ??= Begin();
                rows[index] = await Ask(worker, subject, stop);
                // What is asked alone was asked with the others before.
                Interlocked.Add(ref _done, isAlone ? 0 : 1);
                if (isAlone || rows[index] is not { Fate: not (Fate.TimedOut or Fate.Died) })
                {
                    End(ref worker);
                }
            }
        }
        finally
        {
            End(ref worker);
        }
    }

    private Process Begin()
    {
        Process worker = start();
        // Nobody reads what a process says that goes down with a mutant, but it must not wait for a reader.
        worker.ErrorDataReceived += (_, _) => { };
        worker.BeginErrorReadLine();
        return worker;
    }

    private static async Task<KillRow?> Ask(Process worker, Subject subject, CancellationToken stop)
    {
        try
        {
            await worker.StandardInput.WriteLineAsync(subject.ToString().AsMemory(), stop);
            await worker.StandardInput.FlushAsync(stop);
            string? line;
            do
            {
                TimeSpan before = worker.TotalProcessorTime;
                long started = Stopwatch.GetTimestamp();
                Task<string?> answer = worker.StandardOutput.ReadLineAsync(stop).AsTask();
                while (await Task.WhenAny(answer, Task.Delay(Glance, stop)) != answer)
                {
                    stop.ThrowIfCancellationRequested();
                    if (!worker.HasExited && (worker.TotalProcessorTime - before > MostProcessorTime || Stopwatch.GetElapsedTime(started) > MostWallTime))
                    {
                        return new(subject, Fate.TimedOut, 0, []);
                    }
                }

                line = await answer;
            }
            while (line is "");

            return line is null ? new(subject, Fate.Died, 0, []) : JsonSerializer.Deserialize(line, JsonLine.Of.KillRow);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (IOException)
        {
            return new(subject, Fate.Died, 0, []);
        }
    }

    private static void End(ref Process? worker)
    {
        if (worker is { HasExited: false })
        {
            worker.Kill(entireProcessTree: true);
        }

        worker?.Dispose();
        worker = null;
    }
}
