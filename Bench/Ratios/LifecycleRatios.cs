using System.Globalization;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>
/// One detach and one attach of a device, constraints read after each: the engine against the same engine whose constraints are recomputed over
/// the list of attachments. With many attachments of one device there is nothing to recompute, so those have a time and no ratio.
/// </summary>
internal sealed class LifecycleRatios(TextWriter output)
{
    private const int Pairs = 1000;

    public int Missed { get; private set; }

    public void Run()
    {
        output.WriteLine();
        output.WriteLine("Lifecycle: one detach and one attach, constraints read after each. Engine over a list / engine, ratio of minima (median).");
        output.WriteLine($"{"devices",8} {"list ns/pair",13} {"engine ns/pair",15} {"ratio",18}");
        var warmUp = new Sharing(16, 16, EngineParts.Default); // Otherwise the first row pays for compiling all of the engine.
        AlternatingRounds.Run(1000, () => warmUp.Churn(Pairs));
        foreach (int size in (int[])[4, 8, 16, 100, 10_000])
        {
            Row(size, target: size == 10_000 ? 100 : 1);
        }

        var many = new Sharing(1, 10_000, EngineParts.Default);
        Timing[] timing = AlternatingRounds.Run(21, () => many.Churn(Pairs));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{1,8} {"",13} {timing[0].Least / Pairs,15:F0}   10000 attachments of one device"));
    }

    private void Row(int size, double target)
    {
        bool large = size > 1000;
        int pairs = large ? Pairs / 20 : Pairs;
        var list = new Sharing(size, size, EngineParts.Default with { Constraints = () => new WalkedConstraints() });
        var engine = new Sharing(size, size, EngineParts.Default);
        ulong walked = 0;
        ulong merged = 0;
        Timing[] timings = AlternatingRounds.Run(large ? 11 : 41, () => walked = list.Churn(pairs), () => merged = engine.Churn(pairs));
        if (walked != merged)
        {
            throw new InvalidOperationException("the list and the engine do not merge the same");
        }

        double ratio = timings[1].RatioOfMinima(timings[0]);
        Missed += ratio >= target ? 0 : 1;
        string text = $"{ratio:F1} ({timings[1].MedianRatio(timings[0]):F1})";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size,8} {timings[0].Least / pairs,13:F0} {timings[1].Least / pairs,15:F0} {text,17}{(ratio >= target ? ' ' : '!')}"));
    }

    /// <summary>A buffer of 1 MiB that devices with limits as drivers declare them share.</summary>
    private sealed class Sharing
    {
        private readonly DmaBufEngine _engine;
        private readonly string[] _names;

        public Sharing(int devices, int attachments, EngineParts parts)
        {
            var random = new Random(devices);
            Device[] all = [.. Enumerable.Range(0, devices).Select(i => new Device($"device {i}", Realistic(random)))];
            _names = [.. all.Select(d => d.Name)];
            _engine = new(
                new Scenario
                {
                    BufferSizeBytes = 1 << 20,
                    Devices = [.. all],
                    Memory = [new(new(0x10000, 0x1000), "contiguous"), new(new(0x20003, 0x1000), "system")],
                },
                parts);
            _engine.Export();
            for (int i = 0; i < attachments; i++)
            {
                Check(_engine.Attach(_names[i % devices]));
            }
        }

        /// <summary>Devices leave and come back in turn; the sum of what was read, which is the same each time.</summary>
        public ulong Churn(int pairs)
        {
            ulong sum = 0;
            for (int i = 0; i < pairs; i++)
            {
                string name = _names[i % _names.Length];
                Check(_engine.Detach(name));
                sum = unchecked(sum + Read());
                Check(_engine.Attach(name));
                sum = unchecked(sum + Read());
            }

            return sum;
        }

        private ulong Read()
        {
            Constraints constraints = _engine.GetConstraints().Constraints!;
            return unchecked(constraints.Limits.MaxSegmentSizeBytes + constraints.Limits.AddressMask); // A checksum may wrap.
        }

        private static void Check(StepResult result)
        {
            if (result.Errno != Errno.Ok)
            {
                throw new InvalidOperationException($"refused: {result.Grounds}");
            }
        }

        private static Limits Realistic(Random random) => new()
        {
            MaxSegmentCount = random.Next(4) == 0 ? 256UL << random.Next(4) : null,
            MaxSegmentSizeBytes = random.Next(3) switch { 0 => null, 1 => 0xffffffff, _ => 65536UL << random.Next(8) },
            SegmentBoundaryMask = random.Next(3) == 0 ? 0xffffffff : null,
            AddressMask = (1UL << random.Next(32, 64)) - 1,
        };
    }
}
