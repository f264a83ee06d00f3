using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Opens and reads what a scenario argument names: a .json file, a .jsonl file of many, or - for standard input.</summary>
internal static class ScenarioInput
{
    /// <summary>Larger files are not read: a scenario that large is a mistake, and many belong on lines of their own.</summary>
    public const long LargestFileBytes = ScenarioLines.LongestLineBytes;

    /// <summary>Whether the argument names many scenarios, one a line.</summary>
    public static bool IsLines(string argument) => argument.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one scenario.</summary>
    public static ReadResult<Scenario> Read(string argument)
    {
        ReadResult<byte[]> text = ReadBytes(argument);
        return text.IsOk ? ScenarioReader.Read(text.Value, DeviceCatalogue.Shipped.Limits) : text.Problem;
    }

    /// <summary>Reads one scenario for a command that takes questions only.</summary>
    public static ReadResult<Scenario> ReadQuestion(string argument) => QuestionGate.Pass(Read(argument));

    /// <summary>Opens a file for reading by lines; the caller closes it.</summary>
    /// <param name="argument">A path, or - for standard input.</param>
    /// <param name="expected">What is told where that is no file; scenarios when left out.</param>
    public static ReadResult<Stream> Open(string argument, string? expected = null)
    {
        if (argument == "-")
        {
            return Console.OpenStandardInput();
        }

        if (Directory.Exists(argument))
        {
            return Problem($"is a directory; expected {expected ?? "a scenario file"}");
        }

        try
        {
            return File.OpenRead(argument);
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            return Problem(e, expected);
        }
    }

    /// <summary>Whether an exception tells of a file that cannot be read, which is the user's to mend, and not of a bug.</summary>
    public static bool IsOfTheFile(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Why a file cannot be read.</summary>
    public static InputProblem Problem(Exception e, string? expected = null) => Problem(e switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"no such file; expected {expected ?? "a .json or .jsonl file"}, or - for standard input",
        UnauthorizedAccessException => "may not be read by this user",
        _ => $"cannot be read: {e.Message.ReplaceLineEndings(" ")}",
    });

    /// <summary>All of a file.</summary>
    public static ReadResult<byte[]> ReadBytes(string argument, string? expected = null)
    {
        ReadResult<Stream> opened = Open(argument, expected);
        if (!opened.IsOk)
        {
            return opened.Problem;
        }

        using Stream stream = opened.Value;
        try
        {
            return ReadBytes(stream, expected);
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            return Problem(e);
        }
    }

    private static ReadResult<byte[]> ReadBytes(Stream stream, string? expected)
    {
        using var text = new MemoryStream();
        byte[] chunk = new byte[1 << 16];
        int got;
        while ((got = stream.Read(chunk)) > 0)
        {
            if (text.Length + got > LargestFileBytes)
            {
                return Problem($"is larger than {LargestFileBytes >> 20} MiB; expected {expected ?? "one scenario, or many in a .jsonl file"}");
            }

            text.Write(chunk, 0, got);
        }

        return text.ToArray();
    }

    private static InputProblem Problem(string message) => new("$", "", message, Line: null);
}
