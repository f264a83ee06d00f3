using System.Globalization;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Conformance.Oracle;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Conformance;

/// <summary>Compares set by set, and prints how alike kernel and model are.</summary>
internal sealed class KernelOutput(ulong seed, bool json)
{
    private const int PartSize = 50_000;

    /// <summary>Gives the exit code: the worst of all sets.</summary>
    public int Compare(KernelBuild build, IEnumerable<QuestionSet> sets, IReadOnlyList<IRules> models)
    {
        var run = new ConformanceRun(new Judging(models));
        int worst = ExitCode.Holds;
        foreach (QuestionSet set in sets)
        {
            using var vm = new KernelVm(build, set.Backend);
            ConformanceReport report = run.Ask(vm, set.Questions, [.. KnownQuirks.All.Where(q => q.Kernels.Contains(build.Version) && Concerns(q, set))]);
            Write(set.Kind, ConformanceJson.Word(set.Backend), report);
            worst = Worse(worst, Code(report));
        }

        return worst;
    }

    /// <summary>Table questions to the compiled source, part by part: a million at once would not fit memory.</summary>
    public int Compare(TableOracle oracle, IEnumerable<KernelQuestion> questions, IReadOnlyList<IRules> models)
    {
        var run = new ConformanceRun(new Judging(models));
        ConformanceReport? whole = null;
        foreach (KernelQuestion[] part in questions.Chunk(PartSize))
        {
            Quirk[] quirks = [.. KnownQuirks.All.Where(quirk => whole is null && quirk.Question[0] == part[0].Text[0])];
            ConformanceReport report = run.Ask(oracle, part, quirks);
            whole = whole?.Plus(report) ?? report;
        }

        Write(QuestionKind.Tables, "oracle", whole!);
        return Code(whole!);
    }

    private static int Code(ConformanceReport report) =>
        report.IsContradicted ? ExitCode.Counterexample : report.Problem is null ? ExitCode.Holds : ExitCode.Unknown;

    private static bool Concerns(Quirk quirk, QuestionSet set) =>
        KernelQuestions.Parse(quirk.Question) is var question && question.Backend == set.Backend && question.Text[0] == set.Questions[0].Text[0];

    /// <summary>A contradiction is certain whatever else is not.</summary>
    private static int Worse(int one, int other) =>
        one == ExitCode.Counterexample || other == ExitCode.Holds ? one : other;

    private void Write(QuestionKind kind, string backend, ConformanceReport report)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(ConformanceJson.Of(kind, backend, report, seed), JsonLine.Of.ConformanceJson));
            return;
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(kind, backend)}: {report.Asked:N0} asked, {report.Agreed:N0} agree  ({report.Kernel}, seed 0x{seed:x})"));
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

    private static string Words(QuestionKind kind, string backend) =>
        kind == QuestionKind.Map || backend == "oracle" ? $"{ConformanceJson.Word(kind)}, {backend}" : ConformanceJson.Word(kind);
}
