using System.Diagnostics;
using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>
/// What one answer about free memory costs, for each way of deciding. A row is many questions, of which the median and the 99th of a
/// hundred are told, and how many came out unknown.
/// </summary>
internal sealed class PlacementTimes(TextWriter output, IReadOnlyList<PlacementWay> ways)
{
    /// <summary>Questions of a row.</summary>
    public const int QuestionsOfRow = 200;

    /// <summary>Microseconds of an answer that is not repeated.</summary>
    private const double Slow = 200_000;

    private readonly PlacementGrowth _growth = new();

    /// <summary>Rows in which Z3's median is above its target.</summary>
    public int Missed { get; private set; }

    public void Run()
    {
        output.WriteLine();
        foreach (PlacementWay way in ways)
        {
            // Loading, the context and the compiler's work come once, and are in no row.
            long start = Stopwatch.GetTimestamp();
            way.Answer(PlausiblePlacements.Question(4, 4, Tightness.Tight, SharingMode.Tailored, seed: -1));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{way.Name}: {way.Questions} questions a row; the first answer of all took {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        }

        output.WriteLine("Placing: one answer about free memory, in microseconds; sat and unsat as the first way has them.");
        output.Write($"{"mode",-9} {"counts",-6} {"devices",8} {"extents",8} {"sat",4} {"unsat",6}");
        foreach (PlacementWay way in ways)
        {
            output.Write($" | {way.Name + " median",14} {"p99",9} {"unknown",8}");
        }

        output.WriteLine();
        foreach (Tightness tightness in Enum.GetValues<Tightness>())
        {
            foreach (int devices in (int[])[2, 4, 8, 16, 32])
            {
                foreach (int extents in (int[])[1, 4, 16, 64])
                {
                    Row(SharingMode.Tailored, tightness, devices, extents);
                }
            }

            Row(SharingMode.Shared, tightness, 32, 64);
        }

        _growth.Print(output);
    }

    private void Row(SharingMode mode, Tightness tightness, int devices, int extents)
    {
        PlacementQuestion[] questions =
        [
            .. Enumerable.Range(0, ways.Max(way => way.Questions))
                .Select(seed => PlausiblePlacements.Question(devices, extents, tightness, mode, seed)),
        ];
        Answers[] answers = [.. ways.Select(way => Ask(way, questions))];
        for (int i = 0; i < questions.Length; i++)
        {
            IEnumerable<Verdict> said = answers.Where(a => i < a.Verdicts.Count).Select(a => a.Verdicts[i]);
            if (said.Where(verdict => verdict != Verdict.Unknown).Distinct().Count() > 1)
            {
                throw new InvalidOperationException($"two ways of placing contradict each other: {questions[i]}");
            }
        }

        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{mode,-9} {tightness,-6} {devices,8} {extents,8} {answers[0].Number(Verdict.Sat),4} {answers[0].Number(Verdict.Unsat),6}"));
        foreach ((PlacementWay way, Answers answer) in ways.Zip(answers))
        {
            double median = answer.Percentile(50);
            bool isMissed = way == PlacementWay.Z3 && extents <= PlacementWay.MostExtentsOfTarget
                && median > PlacementWay.TargetMilliseconds * 1000;
            Missed += isMissed ? 1 : 0;
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $" | {median,13:F1}{(isMissed ? '!' : ' ')} {answer.Percentile(99),9:F1} {answer.Number(Verdict.Unknown),8}"));
            if (mode == SharingMode.Tailored)
            {
                _growth.Add(way, tightness, devices, extents, median);
            }
        }

        output.WriteLine();
    }

    private static Answers Ask(PlacementWay way, PlacementQuestion[] questions)
    {
        List<Verdict> verdicts = [];
        List<double> microseconds = [];
        foreach (PlacementQuestion question in questions.Take(way.Questions))
        {
            double least = double.MaxValue;
            Verdict verdict = Verdict.Unknown;
            for (int repeat = 0; repeat < way.Repeats; repeat++)
            {
                TimeSpan start = way.Clock();
                verdict = way.Answer(question);
                least = Math.Min(least, (way.Clock() - start).TotalMicroseconds);
                if (least > Slow)
                {
                    break;
                }
            }

            verdicts.Add(verdict);
            microseconds.Add(least);
        }

        return new(verdicts, [.. microseconds.Order()]);
    }

    /// <param name="Verdicts">In the questions' order.</param>
    /// <param name="Microseconds">Ascending.</param>
    private sealed record Answers(List<Verdict> Verdicts, double[] Microseconds)
    {
        public int Number(Verdict verdict) => Verdicts.Count(v => v == verdict);

        public double Percentile(int percent) => Microseconds[Math.Min(Microseconds.Length - 1, Microseconds.Length * percent / 100)];
    }
}
