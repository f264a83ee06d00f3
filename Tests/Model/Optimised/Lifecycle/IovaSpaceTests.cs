using System.Numerics;
using DmabufVerify.Optimised.Lifecycle;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class IovaSpaceTests
{
    /// <summary>Against a walk over all live ranges, highest first, as Linux does it.</summary>
    [Fact]
    public void Finds_what_a_walk_finds()
    {
        var random = new Random(48);
        var space = new IovaSpace();
        var live = new List<(ulong Start, ulong Bytes)>();
        int full = 0;
        for (int i = 0; i < 20000; i++)
        {
            if (live.Count > 0 && random.Next(100) < 35)
            {
                int leaving = random.Next(live.Count);
                space.Release(live[leaving].Start, live[leaving].Bytes);
                live.RemoveAt(leaving);
                continue;
            }

            ulong bytes = (ulong)random.Next(1, 40) * 4096;
            ulong mask = random.Next(3) switch { 0 => ulong.MaxValue, 1 => (1UL << random.Next(15, 22)) - 1, _ => (ulong)random.Next(1, 1 << 22) };
            ulong? start = space.Find(bytes, mask);
            Assert.Equal(Walk(live, bytes, mask), start);
            full += start is null ? 1 : 0;
            if (start is { } found)
            {
                space.Take(found, bytes);
                live.Add((found, bytes));
            }
        }

        Assert.InRange(full, 1000, 10000);
        Assert.InRange(live.Count, 20, 5000);
    }

    private static ulong? Walk(List<(ulong Start, ulong Bytes)> live, ulong bytes, ulong mask)
    {
        ulong align = BitOperations.RoundUpToPowerOf2(bytes);
        ulong end = Math.Min(mask, IovaSpace.LastByte) + 1;
        while (end > bytes)
        {
            ulong start = (end - bytes) & ~(align - 1);
            if (start == 0)
            {
                return null;
            }

            (ulong Start, ulong Bytes)[] hit = [.. live.Where(l => l.Start < start + bytes && start < l.Start + l.Bytes)];
            if (hit.Length == 0)
            {
                return start;
            }

            end = hit.Min(h => h.Start);
        }

        return null;
    }
}
