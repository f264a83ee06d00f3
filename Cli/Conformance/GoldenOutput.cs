using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Conformance.Golden;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Cli.Conformance;

/// <summary>Asks what the golden files hold anew, and says what changed.</summary>
internal static class GoldenOutput
{
    /// <summary>
    /// One file for each set. A file that is not there yet is made of the set's questions. Exit 1 where a file that was there changed.
    /// </summary>
    public static int Regenerate(KernelBuild build, IEnumerable<QuestionSet> sets, string folder)
    {
        int worst = ExitCode.Holds;
        foreach (QuestionSet set in sets)
        {
            string path = Path.Combine(folder, set.FileName);
            IReadOnlyList<GoldenCase>? before = File.Exists(path) ? GoldenFile.Read(path) : null;
            using var vm = new KernelVm(build, set.Backend);
            IReadOnlyList<GoldenCase> now = GoldenRun.Ask(
                vm, before is null ? set.Questions : [.. before.Select(one => KernelQuestions.Parse(one.Question))], out string? problem);
            if (problem is not null)
            {
                Console.Error.WriteLine($"dmabuf-verify: {path}: {problem}");
                return ExitCode.Unknown;
            }

            if (OutputFile.TryWrite(path, GoldenFile.Text(now)) is { } unwritten)
            {
                return Complaint.BadInput($"{path}: cannot be written: {unwritten}");
            }

            GoldenCase[] changed = [.. now.Except(before ?? now)];
            Console.Out.WriteLine($"{path}: {now.Count} cases, {changed.Length} changed");
            foreach (GoldenCase one in changed)
            {
                Console.Out.WriteLine($"  {one.Question}\n    now {one.Kernel}");
            }

            worst = changed.Length > 0 ? ExitCode.Counterexample : worst;
        }

        return worst;
    }
}
