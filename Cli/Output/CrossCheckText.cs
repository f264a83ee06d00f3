using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output;

/// <summary>A cross-check of the two solvers for people.</summary>
internal static class CrossCheckText
{
    public static void Write(TextWriter output, RunReport report, CrossReport cross)
    {
        double workerSeconds = Math.Max(report.Elapsed.TotalSeconds * report.Settings.Workers, 0.001);
        output.WriteLine($"cvc5 {Wiring.SecondSolverVersion} was asked {Words.Count(cross.Asked)} of the questions put to Z3 {Wiring.SolverName}");
        output.WriteLine(
            $"  agreed on {Words.Count(cross.Agreed)} ({Words.Count(cross.AgreedSat)} sat, {Words.Count(cross.AgreedUnsat)} unsat), "
            + $"contradicted on {Words.Count(cross.Contradicted)}, open {Words.Count(cross.Undecided)}");
        foreach (UnknownVotes unknown in cross.Unknown)
        {
            output.WriteLine($"  {unknown.Voter} said unknown to {Words.Count(unknown.Questions)}, to {Words.Count(unknown.OfThatReason)} of them:");
            Folded.Write(output, unknown.Reason, " ", indent: "    ");
        }

        string leftOut = cross.LeftOut == 0 ? "" : $"; {Words.Count(cross.LeftOut)} scenarios left out for it";
        output.WriteLine($"  in {cross.Spent.TotalSeconds:f1} s, {100 * cross.Spent.TotalSeconds / workerSeconds:f1} % of the workers' time{leftOut}");
    }
}
