using System.Globalization;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Conformance;

/// <summary>Compares set by set, and prints how alike kernel and model are.</summary>
internal sealed class KernelOutput(KernelBuild build, ulong seed, bool json)
{
    /// <summary>Gives the exit code: the worst of all sets.</summary>
    public int Compare(IEnumerable<QuestionSet> sets, IReadOnlyList<IRules> models)
    {
        var run = new ConformanceRun(new Judging(models));
        int worst = ExitCode.Holds;
        foreach (QuestionSet set in sets)
        {
            using var vm = new KernelVm(build, set.Backend);
            ConformanceReport report = run.Ask(vm, set.Questions, [.. KnownQuirks.All.Where(q => Concerns(q, set))]);
            Write(set, report);
            worst = Worse(worst, report.IsContradicted ? ExitCode.Counterexample : report.Problem is null ? ExitCode.Holds : ExitCode.Unknown);
        }

        return worst;
    }

    private static bool Concerns(Quirk quirk, QuestionSet set) =>
        KernelQuestions.Parse(quirk.Question) is var question && question.Backend == set.Backend && question.Text[0] == set.Questions[0].Text[0];

    /// <summary>A contradiction is certain whatever else is not.</summary>
    private static int Worse(int one, int other) =>
        one == ExitCode.Counterexample || other == ExitCode.Holds ? one : other;

    private void Write(QuestionSet set, ConformanceReport report)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(ConformanceJson.Of(set, report, seed), JsonLine.Of.ConformanceJson));
            return;
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(set)}: {report.Asked:N0} asked, {report.Agreed:N0} agree  (Linux {report.Kernel}, seed 0x{seed:x})"));
        foreach ((string name, int count) in report.Counts)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:N0} {name}"));
        }

        foreach (Disagreement example in report.Examples)
        {
            Console.Out.WriteLine($"  {(example.Kind == DisagreementKind.ModelWrong ? $"{example.Voter} is not like the kernel" : example.Explanation)}:");
            Console.Out.WriteLine($"    asked   {example.Question}");
            Console.Out.WriteLine($"    kernel  {example.Kernel}");
            Console.Out.WriteLine($"    model   {example.Model}");
        }

        foreach (string gone in report.GoneQuirks)
        {
            Console.Out.WriteLine($"  quirk no longer seen: {gone}");
        }

        if (report.Problem is { } problem)
        {
            Console.Out.WriteLine($"  not everything was asked: {problem}");
        }
    }

    private static string Words(QuestionSet set) => set.Kind == QuestionKind.Map ? $"map, {ConformanceJson.Word(set.Backend)}" : ConformanceJson.Word(set.Kind);
}
