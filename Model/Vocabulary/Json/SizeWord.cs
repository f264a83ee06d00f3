namespace DmabufVerify.Vocabulary.Json;

/// <summary>Buffer sizes on a command line, written as in a scenario file.</summary>
public static class SizeWord
{
    /// <summary>The bytes; or <see langword="null"/> and what would be accepted.</summary>
    public static ulong? Parse(string text, out string message)
    {
        (ulong? bytes, message) = ScenarioShapes.BufferSize.ReadWord(text);
        return bytes;
    }
}
