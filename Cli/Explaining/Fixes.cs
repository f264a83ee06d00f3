using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Explaining;

/// <summary>What would fix it, each with the line of the driver that would say so.</summary>
internal static class Fixes
{
    public static IEnumerable<string> Lines(Decision decision) => decision.BounceFixes.Count == 0
        ? Limits(decision)
        :
        [
            .. Limits(decision),
            "",
            .. Markdown.Paragraph("A further way out, that is no longer zero-copy:"),
            "",
            .. decision.BounceFixes.SelectMany(fix => Markdown.Item(
                $"{Markdown.Code($"{fix.Device}.bounce")} from false to true: {Bouncing.Would(fix)}")),
        ];

    private static IEnumerable<string> Limits(Decision decision)
    {
        if (decision.HasFix)
        {
            return
            [
                .. Markdown.Paragraph("Each of these is enough alone, if the hardware can do it:"),
                "",
                .. decision.Changes.SelectMany(r => Markdown.Item(Change(r, decision.Scenario))),
            ];
        }

        if (decision.PairRelaxations.Count > 0)
        {
            return
            [
                .. Markdown.Paragraph($"{Alone(decision)} is enough. Each of these pairs is:"),
                "",
                .. decision.PairRelaxations.SelectMany(pair => Markdown.Item(
                    $"{Change(pair.First, decision.Scenario)}; and {Change(pair.Second, decision.Scenario)}")),
            ];
        }

        return Markdown.Paragraph(decision.HeapCore.Count > 0
            ? "No change of one or two limits or heap lists was found to be enough."
            : "No change of one or two limits was found to be enough.");
    }

    private static string Alone(Decision decision) => decision.HeapCore.Count > 0 ? "No one change" : "No change of one limit";

    private static string Change(Change change, Scenario scenario) => change switch
    {
        Relaxation r => Change(r, scenario),
        HeapRelaxation h => HeapPhrases.Change(h),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static string Change(Relaxation r, Scenario scenario)
    {
        Device device = scenario.Devices.Single(d => d.Name == r.Device);
        string less = r.IsLeast ? "" : " (perhaps less is enough)";
        return $"{LimitPhrases.Name(r.Device, r.Limit)} from {Words.Value(r.Limit, r.From)} to {Words.Value(r.Limit, r.To)}{less}: "
            + KernelCalls.That(r.Limit, r.To, device);
    }
}
