using DmabufVerify.Properties.Deciding;

namespace DmabufVerify.Cli.Output;

/// <summary>What would make an unsatisfiable scenario satisfiable.</summary>
internal static class FixText
{
    public static void Write(TextWriter output, Decision decision)
    {
        WriteLimits(output, decision);
        if (decision.BounceFixes.Count > 0)
        {
            output.WriteLine("a further way out, no longer zero-copy (replayed through the specification)");
            foreach (BounceFix fix in decision.BounceFixes)
            {
                output.WriteLine($"  {Words.Of(fix)}");
            }
        }
    }

    private static void WriteLimits(TextWriter output, Decision decision)
    {
        if (decision.HasFix)
        {
            output.WriteLine("what would fix it (each is enough alone, none less is)");
            foreach (Change change in decision.Changes)
            {
                output.WriteLine($"  {Words.Of(change)}");
            }

            return;
        }

        output.WriteLine(decision.HeapCore.Count > 0 ? "no one change is enough" : "no change of one limit is enough");
        if (decision.PairRelaxations.Count > 0)
        {
            output.WriteLine("two changes together would fix it (each pair replayed through the specification)");
            foreach (PairRelaxation pair in decision.PairRelaxations)
            {
                output.WriteLine($"  {Words.Of(pair.First)}");
                output.WriteLine($"    and {Words.Of(pair.Second)}");
            }
        }
    }
}
