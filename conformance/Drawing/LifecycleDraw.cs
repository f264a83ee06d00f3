using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Sequences of what importers may ask, each step drawn from those that can be asked then.</summary>
public static class LifecycleDraw
{
    private const int MostSteps = 20;

    /// <summary>Questions without end; half of them of an exporter that caches.</summary>
    public static IEnumerable<LifecycleQuestion> From(ulong seed)
    {
        for (int i = 0; ; i++)
        {
            // Any mixing of the two will do; a seeded Random is the same everywhere.
            var dice = new Random(unchecked((int)(seed ^ (seed >> 32)) + (i * 7919)));
            bool caching = i % 2 == 1;
            var core = new DmaBufCore(caching);
            var steps = new string[1 + dice.Next(MostSteps)];
            for (int at = 0; at < steps.Length; at++)
            {
                string[] askable = [.. core.Askable()];
                steps[at] = askable[dice.Next(askable.Length)];
                core.Take(steps[at]);
            }

            yield return new(caching, [.. steps]);
        }
    }
}
