namespace DmabufVerify.Cli.Output;

/// <summary>Writes files whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the target and renames; <see langword="null"/> on success, else what went wrong.</summary>
    public static string? TryWrite(string path, string text)
    {
        string full = Path.GetFullPath(path);
        string temporary = Temporary(full);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(temporary, text);
            File.Move(temporary, full, overwrite: true);
            return null;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            Remove(temporary);
            return Problem(e);
        }
    }

    /// <summary>
    /// Makes the folder and tries to write to it, so that a run of minutes does not end without a place for what it found;
    /// <see langword="null"/> on success, else what is in the way.
    /// </summary>
    public static string? TryFolder(string folder)
    {
        string probe = Path.Combine(folder, $".{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Remove(probe);
            return Problem(e);
        }
    }

    /// <summary>
    /// Whether a file can be put there, so that this is known before a run; <see langword="null"/> when it can, else what is in the way. A device or
    /// a pipe would be replaced by the file, not written to.
    /// </summary>
    public static string? TryFile(string path)
    {
        if (path.Length == 0 || path == "-" || Directory.Exists(path))
        {
            return "cannot be written: expected a file";
        }

        string full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal)
            ? "cannot be written: expected a file, not a device"
            : TryFolder(Path.GetDirectoryName(full)!);
    }

    /// <summary>What a file is called until it is whole.</summary>
    public static string Temporary(string fullPath) => $"{fullPath}.{Environment.ProcessId}.tmp";

    /// <summary>
    /// Whether a failure is one of a file, and not a bug. A file that is too large for its file system, or for what the user may write, comes from the
    /// runtime as an argument out of range.
    /// </summary>
    public static bool IsOfTheFile(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>A failure in one line.</summary>
    public static string Problem(Exception e) => $"cannot be written: {e.Message.ReplaceLineEndings(" ")}";

    /// <summary>Removes what was not finished, if it is there.</summary>
    public static void Remove(string temporary)
    {
        // Deleting a file that is not there is no error, but one in a folder that is not there is.
        if (File.Exists(temporary))
        {
            File.Delete(temporary);
        }
    }
}
