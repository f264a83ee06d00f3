namespace DmabufVerify.Cli.Drawing;

/// <summary>Breaks sentences into lines.</summary>
internal static class Folding
{
    /// <summary>Lines of at most so many characters, broken at spaces; a longer word, such as a device's name, is broken anywhere.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ').SelectMany(word => word.Chunk(width)).Select(chunk => new string(chunk)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        yield return line;
    }
}
