using System.Diagnostics;

namespace DmabufVerify.Cli.Corpus;

/// <summary>
/// Only one process at a time changes a folder. The kernel drops the lock with the process that holds it, however that ends, so that nothing is left
/// to clean up. The file stays: a lock on a file that somebody removes is a lock on nothing.
/// </summary>
internal static class FolderLock
{
    /// <summary>The file's name in the folder.</summary>
    public const string Name = ".lock";

    /// <summary>A change takes milliseconds; who waits this long waits for a process that was stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Makes the folder if need be and waits for the lock.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to, or somebody does not let go.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static IDisposable Take(string folder)
    {
        Directory.CreateDirectory(folder);
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(folder) && Stopwatch.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
