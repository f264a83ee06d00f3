using System.Globalization;
using DmabufVerify.Properties.Deciding;

namespace DmabufVerify.Cli.Output;

/// <summary>How far the limits of a satisfiable scenario may tighten, and which of them breaks first.</summary>
internal static class SlackText
{
    private const int LongestName = 40;

    public static void Write(TextWriter output, Decision decision)
    {
        if (decision.Slacks.Count == 0)
        {
            return;
        }

        int width = Math.Min(LongestName, decision.Slacks.Max(s => Words.Of(s).Length));
        output.WriteLine();
        output.WriteLine("how far each limit may tighten");
        foreach (Slack slack in decision.Slacks)
        {
            output.WriteLine($"  {Words.Of(slack).PadRight(width)}  {HowFar(slack)}");
        }

        output.WriteLine(decision.NearestBreak is { } nearest
            ? $"breaks first: {Words.Of(nearest)} at {Words.Value(nearest.Limit, nearest.BreaksAt!.Value)}{Nearness(nearest)}"
            : "no limit can break it");
    }

    private static string HowFar(Slack slack)
    {
        string now = Words.Value(slack.Limit, slack.From);
        return slack switch
        {
            { BreaksAt: null } => $"{now}: cannot break it",
            { To: var to, From: var from } when to == from => $"{now}: not at all",
            { IsExact: false } => $"{now} -> {Words.Value(slack.Limit, slack.To)}, perhaps more",
            _ => $"{now} -> {Words.Value(slack.Limit, slack.To)}",
        };
    }

    /// <summary>One number for all limits: the factor by which it has to tighten.</summary>
    private static string Nearness(Slack slack)
    {
        double factor = Math.Pow(2, slack.Doublings);
        return factor < 1.005 ? ", the next value" : string.Create(CultureInfo.InvariantCulture, $", {factor:0.##} times tighter");
    }
}
