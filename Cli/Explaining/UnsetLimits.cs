using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Explaining;

/// <summary>Limits that nobody declared, and what the answer would be without them: a default is no choice of the driver's.</summary>
internal static class UnsetLimits
{
    public static IEnumerable<string> Lines(Decision decision)
    {
        CorePair[] defaults = [.. Conflict.Pairs(decision.Scenario).Where(pair => Conflict.IsDefault(pair, decision.Scenario))];
        if (defaults.Length == 0)
        {
            return Markdown.Paragraph("None: every limit that binds was declared.");
        }

        string policy = Asked.Defaults(decision.Scenario.Policy.Defaults);
        string without = Words.Of(decision.WithoutDefaults);
        string rests = decision.Verdict == Verdict.Unsat
            ? decision.RestsOn.Count > 0 ? $"The answer rests on a default; without any it would be {without}." : "The answer rests on none of them."
            : $"Without any the answer would be {without}.";
        return
        [
            .. Markdown.Paragraph($"Nobody declared these; {policy} supplies them:"),
            "",
            .. defaults.SelectMany(pair => Markdown.Item(
                $"{LimitPhrases.Name(pair.Device, pair.Limit)} = {Words.Value(pair.Limit, pair.Value)}"
                + (decision.RestsOn.Contains(pair) ? ", on which the answer rests" : ""))),
            "",
            .. Markdown.Paragraph(rests),
        ];
    }
}
