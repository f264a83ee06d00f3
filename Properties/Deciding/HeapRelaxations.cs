using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Heaps more for one device.</summary>
/// <param name="Device">Which device.</param>
/// <param name="From">The heaps it can use now.</param>
/// <param name="To">Those and at least one more, in the order in which memory names them.</param>
/// <param name="IsLeast">Whether without any one of the new heaps it is known not to be enough.</param>
public sealed record HeapRelaxation(string Device, ValueList<string> From, ValueList<string> To, bool IsLeast) : Change(Device)
{
    /// <summary>The heaps that are new.</summary>
    public IEnumerable<string> Added => To.Skip(From.Count);

    internal override double Doublings => To.Count - From.Count;

    /// <inheritdoc/>
    public override Scenario In(Scenario scenario) => scenario.WithHeaps(Device, To);

    /// <summary>The same with one of the new heaps fewer, in every way.</summary>
    public IEnumerable<Scenario> WithOneLess(Scenario scenario) =>
        Added.Select(less => scenario.WithHeaps(Device, [.. To.Where(heap => heap != less)]));
}

/// <summary>
/// The nearest fixes where a device can use certain heaps only: the fewest heaps more after which the scenario is satisfiable. More heaps are more
/// memory, and that never loses a placement (law Placement.MoreMemoryHelps).
/// </summary>
public static class HeapRelaxations
{
    /// <summary>
    /// For each restriction every single heap that is enough; where none is, one set of heaps of which none can be left out. None where even
    /// all heaps are not enough. About as many questions as there are heaps, for each.
    /// </summary>
    public static ValueList<HeapRelaxation> Of(Scenario scenario, ValueList<HeapRestriction> core, Func<Scenario, Verdict> oracle) =>
        [.. core.SelectMany(restriction => Of(scenario, restriction, oracle))];

    private static HeapRelaxation[] Of(Scenario scenario, HeapRestriction core, Func<Scenario, Verdict> oracle)
    {
        Verdict With(IEnumerable<string> more) => oracle(scenario.WithHeaps(core.Device, [.. core.Heaps, .. more]));
        HeapRelaxation Adding(IEnumerable<string> more, bool isLeast) => new(core.Device, core.Heaps, [.. core.Heaps, .. more], isLeast);

        string[] others = [.. scenario.Memory.Select(extent => extent.Heap).Distinct().Except(core.Heaps)];
        if (others.Length == 0 || With(others) != Verdict.Sat)
        {
            return [];
        }

        HeapRelaxation[] singles = [.. others.Where(heap => With([heap]) == Verdict.Sat).Select(heap => Adding([heap], isLeast: true))];
        return singles.Length > 0 ? singles : [Fewest(others)];

        HeapRelaxation Fewest(string[] enough)
        {
            bool isLeast = true;
            foreach (string heap in others)
            {
                string[] fewer = [.. enough.Where(h => h != heap)];
                Verdict verdict = With(fewer);
                enough = verdict == Verdict.Sat ? fewer : enough;
                isLeast &= verdict != Verdict.Unknown;
            }

            return Adding(enough, isLeast);
        }
    }
}
