namespace DmabufVerify.Cli.Output;

/// <summary>Writes files whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the target and renames; <see langword="null"/> on success, else what went wrong.</summary>
    public static string? TryWrite(string path, string text)
    {
        string full = Path.GetFullPath(path);
        string temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(temporary, text);
            File.Move(temporary, full, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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

    private static string Problem(Exception e) => $"cannot be written: {e.Message.ReplaceLineEndings(" ")}";

    private static void Remove(string temporary)
    {
        // Deleting a file that is not there is no error, but one in a folder that is not there is.
        if (File.Exists(temporary))
        {
            File.Delete(temporary);
        }
    }
}
