using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Exporting;

/// <summary>
/// A file for a kernel tree, in the kernel's style: a table of cases, and a KUnit test that puts them to lib/scatterlist. What a test cannot
/// ask the kernel for is in the table only.
/// </summary>
internal static class CExport
{
    public static Exported Of(ExportSubject subject)
    {
        Scenario scenario = subject.Scenario;
        if (scenario.Steps.Count > 0)
        {
            return Exported.None("no C test for a history: use --export scenario");
        }

        if (scenario.Devices.Count == 0)
        {
            return Exported.None("no C test without devices, as nothing is asked: use --export scenario");
        }

        if (scenario.Layout is not { } layout)
        {
            return Exported.None("no C test without page frames, as the scenario has no layout: use --export scenario");
        }

        ulong pages = new PagedBuffer(scenario.PageSize, layout, scenario.BufferSizeBytes).UsedPages;
        if (pages > Pages.Max)
        {
            return Exported.None($"no C test of {pages} pages, only up to {Pages.Max}: use --export scenario");
        }

        KernelCase[] cases = [.. Question.Of(scenario).Parts.Select(part => KernelCase.Of(part, subject.Real.Spec)).OfType<KernelCase>()];
        if (cases.Any(c => c.Verdict == Verdict.Unknown))
        {
            return Exported.None("no C test, as the specification does not say what is expected: use --export scenario");
        }

        string name = CommentText.SnakeCase(subject.Name);
        bool isAsked = cases.Any(c => c.NotAsked is null);
        return Exported.Of(
        [
            "// SPDX-License-Identifier: GPL-2.0",
            "/*",
            .. subject.Heading.SelectMany(line => line == subject.ReplayFact ? [$" * {CommentText.InBlock(line)}"] : CText.Folded(line)),
            " *",
            .. (isAsked ? About(name) : NotAsked(cases[0])).Select(line => $" * {line}".TrimEnd()),
            " */",
            .. CTable.Lines(cases, isAsked),
            .. isAsked ? KUnitTest.Lines(name) : [],
        ]);
    }

    private static string[] About(string name) =>
    [
        "The cases are expectations of an executable specification. The builder",
        "knows no limit but the segment size, so its table may suit a device or",
        "not: the test expects that too. Devices that share a table are looked at",
        "one by one, each in its own bus addresses.",
        "",
        "For a kernel with CONFIG_KUNIT:",
        $"  obj-m += {name}.o",
    ];

    private static string[] NotAsked(KernelCase first) =>
        ["Only the table, and no KUnit test:", $"  {first.NotAsked}"];
}
