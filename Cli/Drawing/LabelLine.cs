namespace DmabufVerify.Cli.Drawing;

/// <summary>A label and where it begins, in the axis' units.</summary>
/// <param name="From">Its left end.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsBad">Whether it belongs to an offence.</param>
internal readonly record struct Label(int From, string Text, bool IsBad);

/// <summary>Labels on one line that do not touch; who comes first has the place.</summary>
/// <param name="width">Of the line, in the axis' units.</param>
/// <param name="unit">Width of a character.</param>
internal sealed class LabelLine(int width, double unit)
{
    private readonly List<Label> _labels = [];

    public IReadOnlyList<Label> Labels => _labels;

    /// <summary>Puts a label so that it begins at a place; false where there is no room.</summary>
    public bool TryAt(int at, string text, bool isBad = false) => TryPut(at, text, isBad);

    /// <summary>The same, so that its last character is at the place.</summary>
    public bool TryUpTo(int at, string text, bool isBad = false) => TryPut(Math.Min(at + (int)unit, width) - Length(text), text, isBad);

    private bool TryPut(int from, string text, bool isBad)
    {
        int to = from + Length(text);
        if (from < 0 || to > width || _labels.Any(l => from < l.From + Length(l.Text) + unit && l.From < to + unit))
        {
            return false;
        }

        _labels.Add(new Label(from, text, isBad));
        return true;
    }

    private int Length(string text) => (int)Math.Ceiling(text.Length * unit);
}
