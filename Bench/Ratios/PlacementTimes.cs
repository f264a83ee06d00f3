using System.Diagnostics;
using System.Globalization;
using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>A way to decide placements.</summary>
/// <param name="Name">Heads its columns.</param>
/// <param name="Questions">How many of a row's questions it is asked; fewer for a slow one.</param>
/// <param name="Answer">Decides one.</param>
internal sealed record PlacementWay(string Name, int Questions, Func<PlacementQuestion, Verdict> Answer);

/// <summary>
/// What one answer about free memory costs, for each way of deciding. Of three times for a question the least counts, as the machine is
/// shared; a row is many questions, of which the median and the 99th of a hundred are told.
/// </summary>
internal sealed class PlacementTimes(TextWriter output, IReadOnlyList<PlacementWay> ways)
{
    /// <summary>Questions of a row.</summary>
    public const int QuestionsOfRow = 200;

    private const int Repeats = 3;

    private static readonly OptimisedVoter Voter = new();

    /// <summary>The optimised voter, which searches itself.</summary>
    public static PlacementWay Direct { get; } =
        new("direct", QuestionsOfRow, question => Voter.Answer(question).Verdict);

    public void Run()
    {
        output.WriteLine();
        output.WriteLine("Placing: one answer about free memory, in microseconds.");
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
    }

    private void Row(SharingMode mode, Tightness tightness, int devices, int extents)
    {
        PlacementQuestion[] questions =
        [
            .. Enumerable.Range(0, QuestionsOfRow).Select(seed => PlausiblePlacements.Question(devices, extents, tightness, mode, seed)),
        ];
        Answers[] answers = [.. ways.Select(way => Ask(way, questions))];
        for (int i = 0; i < questions.Length; i++)
        {
            IEnumerable<Verdict> said = answers.Where(a => i < a.Verdicts.Length).Select(a => a.Verdicts[i]);
            if (said.Where(verdict => verdict != Verdict.Unknown).Distinct().Count() > 1)
            {
                throw new InvalidOperationException($"two ways of placing contradict each other: {questions[i]}");
            }
        }

        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{mode,-9} {tightness,-6} {devices,8} {extents,8} {answers[0].Number(Verdict.Sat),4} {answers[0].Number(Verdict.Unsat),6}"));
        foreach (Answers answer in answers)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $" | {answer.Percentile(50),14:F1} {answer.Percentile(99),9:F1} {answer.Number(Verdict.Unknown),8}"));
        }

        output.WriteLine();
    }

    private static Answers Ask(PlacementWay way, PlacementQuestion[] questions)
    {
        int count = Math.Min(way.Questions, questions.Length);
        var verdicts = new Verdict[count];
        var microseconds = new double[count];
        Array.Fill(microseconds, double.MaxValue);
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int i = 0; i < count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                verdicts[i] = way.Answer(questions[i]);
                long end = Stopwatch.GetTimestamp();
                microseconds[i] = Math.Min(microseconds[i], (end - start) * (1e6 / Stopwatch.Frequency));
            }
        }

        return new(verdicts, [.. microseconds.Order()]);
    }

    /// <param name="Verdicts">In the questions' order.</param>
    /// <param name="Microseconds">Ascending.</param>
    private sealed record Answers(Verdict[] Verdicts, double[] Microseconds)
    {
        public int Number(Verdict verdict) => Verdicts.Count(v => v == verdict);

        public double Percentile(int percent) => Microseconds[Math.Min(Microseconds.Length - 1, Microseconds.Length * percent / 100)];
    }
}
