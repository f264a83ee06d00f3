using System.Text;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Files that are read whole; a mistake in one is told.</summary>
internal static class JsonInput
{
    /// <summary>Whether a file could be read; else it has been said why not.</summary>
    public static bool TryRead<T>(string file, Func<string, ReadResult<T>> read, out T? value)
        where T : class
    {
        ReadResult<byte[]> bytes = ScenarioInput.ReadBytes(file);
        ReadResult<T> result = bytes.IsOk ? read(Encoding.UTF8.GetString(bytes.Value)) : bytes.Problem;
        value = result.Value;
        if (!result.IsOk)
        {
            Complaint.BadInput(file, result.Problem);
        }

        return result.IsOk;
    }

    /// <summary>The same for a file that need not be there.</summary>
    public static bool TryReadIfThere<T>(string file, Func<string, ReadResult<T>> read, out T? value)
        where T : class
    {
        value = null;
        return !File.Exists(file) || TryRead(file, read, out value);
    }
}
