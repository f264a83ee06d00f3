using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Output;

/// <summary>Which fields may be anything, and what that rests on. In at most 80 columns.</summary>
internal static class FreeText
{
    private const int Width = 80;

    /// <summary>Nothing where nothing was tried.</summary>
    public static IEnumerable<string> Lines(FreeFields free)
    {
        if (free.Checks == 0)
        {
            return [];
        }

        string head = free.Fields.Count == 0
            ? "no field may be anything: of each some other value changes it"
            : "may be anything (so many other values tried, with all of them it stays so)";
        return [head, .. free.Fields.GroupBy(Parent).SelectMany(Group), .. Basis(free)];
    }

    /// <summary>What the field is a part of, such as devices[0]; empty for a field of the scenario itself.</summary>
    public static string Parent(FreeField field) => field.Path.LastIndexOf('.') is var dot and > 0 ? field.Path[..dot] : "";

    /// <summary>Its name there.</summary>
    public static string Name(FreeField field) => field.Path[(field.Path.LastIndexOf('.') + 1)..];

    private static IEnumerable<string> Basis(FreeFields free)
    {
        string looked = $"  looked at again {Words.Count(free.Checks)} times";
        string together = free.JointRounds == 0 ? "" : $", {free.JointRounds} times with all of these changed at once";
        yield return looked + together;
        if (!free.Finished)
        {
            yield return "  the budget ended there: more fields may be free";
        }
    }

    /// <summary>"  devices[0]: busOffset 21, iommu all 2", folded.</summary>
    private static IEnumerable<string> Group(IGrouping<string, FreeField> fields)
    {
        string lead = fields.Key.Length == 0 ? "  " : $"  {fields.Key}: ";
        string line = lead;
        foreach (FreeField field in fields)
        {
            string item = $"{Name(field)} {(field.IsAll ? "all " : "")}{field.Tried}";
            if (line != lead && line.Length + 2 + item.Length >= Width)
            {
                yield return $"{line},";
                line = lead = "    ";
            }

            line += (line == lead ? "" : ", ") + item;
        }

        yield return line;
    }
}
