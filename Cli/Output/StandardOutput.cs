using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DmabufVerify.Cli.Output;

/// <summary>Where results go.</summary>
internal static class StandardOutput
{
    /// <summary>
    /// Without a byte order mark, and flushed by line: JSON Lines are read by the next program while this one still runs.
    /// </summary>
    public static TextWriter Open() =>
        new StreamWriter(Stream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    /// <summary>
    /// The runtime's own stream says nothing when the reader of a pipe has gone, and a command would go on writing into nowhere. A
    /// file stream says so, but keeps a position of its own, which is wrong for a file that others append to as well.
    /// </summary>
    private static Stream Stream()
    {
        const int standardOutput = 1;
        if (Console.IsOutputRedirected && !OperatingSystem.IsWindows())
        {
            try
            {
                var pipe = new FileStream(new SafeFileHandle(standardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!pipe.CanSeek)
                {
                    return pipe;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // A closed descriptor; the first write to the runtime's stream tells.
            }
        }

        return Console.OpenStandardOutput();
    }
}
