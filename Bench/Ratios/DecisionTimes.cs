using System.Globalization;
using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>What one answer of the voter costs. No C does the same, so there is no ratio.</summary>
internal sealed class DecisionTimes(TextWriter output)
{
    private readonly OptimisedVoter _voter = new();
    private ulong _sink;

    public void Run()
    {
        output.WriteLine();
        output.WriteLine("Deciding: one answer about a layout in runs, shared by four devices.");
        output.WriteLine($"{"runs",8} {"ns/answer",10} {"ns/run",8}");
        foreach (int runs in (int[])[1, 8, 64, 1024])
        {
            LayoutQuestion question = PlausibleBuffers.Question(runs);
            const int Times = 200;
            Timing time = AlternatingRounds.Run(101, () => Ask(question, Times))[0];
            double each = time.Least / Times;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs,8} {each,10:F0} {each / runs,8:F1}"));
        }
    }

    private void Ask(LayoutQuestion question, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _sink += _voter.Answer(question).FewestSegments ?? 0;
        }
    }
}
