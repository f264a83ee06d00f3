using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>Goes through a text line by line and tells a mistake with its line.</summary>
internal sealed class LineCursor
{
    private readonly string[] _lines;
    private readonly int _last;
    private int _at;

    /// <param name="text">Lines end with a line feed.</param>
    public LineCursor(string text)
    {
        _lines = text.Split('\n');
        _last = Array.FindLastIndex(_lines, line => line.Length > 0);
    }

    /// <summary>The line; empty behind the last one.</summary>
    public string Line => _at < _lines.Length ? _lines[_at] : "";

    /// <summary>Its number, from 1; behind the last line that of the last.</summary>
    public long Number => Math.Min(_at + 1, _lines.Length);

    /// <summary>Whether nothing but empty lines is left.</summary>
    public bool IsDone => _at > _last;

    /// <summary>Goes on.</summary>
    public void Next() => _at++;

    /// <summary>Goes on to the next line that is not empty.</summary>
    public void SkipEmpty()
    {
        while (!IsDone && Line.Length == 0)
        {
            Next();
        }
    }

    /// <summary>This line is not what must stand here.</summary>
    public InputProblem Expected(string what) => IsDone
        ? new InputProblem("bufinfo", "", $"the text ends; expected {what}", Number)
        : Wrong(Line, $"expected {what}");

    /// <summary>Something on this line is wrong.</summary>
    public InputProblem Wrong(string value, string message) => new("bufinfo", $"\"{Printable.Text(value)}\"", message, Number);
}
