using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Explaining;

/// <summary>Which fields do not matter to an unsat answer, and how that was found out.</summary>
internal static class Indifferent
{
    public static IEnumerable<string> Lines(FreeFields free)
    {
        string basis = $"The scenario was decided {Words.Count(free.Checks)} times with other values"
            + (free.JointRounds == 0 ? "." : $", {free.JointRounds} times with all of these changed at once.")
            + (free.Finished ? "" : " The budget ended there: more fields may be without a say.");
        return free.Fields.Count == 0
            ? Markdown.Paragraph($"Nothing: for each field some other value takes these limits out of the way. {basis}")
            :
            [
                .. Markdown.Paragraph($"With other values of these fields the same limits are in the way. Tried were the extremes, neighbours and a few others: {basis}"),
                "",
                .. free.Fields.GroupBy(FreeText.Parent).SelectMany(group => Markdown.Item(Group(group))),
            ];
    }

    private static string Group(IGrouping<string, FreeField> fields)
    {
        IEnumerable<string> items = fields.Select(f => $"{Markdown.Code(FreeText.Name(f))} ({(f.IsAll ? "all " : "")}{Words.Plural(f.Tried, "other")})");
        return (fields.Key.Length == 0 ? "" : $"{Markdown.Code(fields.Key)}: ") + string.Join(", ", items);
    }
}
