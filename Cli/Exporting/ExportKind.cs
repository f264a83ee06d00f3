using System.Collections.Immutable;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Exporting;

/// <summary>A kind of file that a counterexample or an unsat decision can be made into.</summary>
/// <param name="Name">What follows <c>--export</c>.</param>
/// <param name="Write">The file's text. Pure, but for <c>smt2</c>, which Z3 prints.</param>
internal sealed record ExportKind(string Name, Func<ExportSubject, Exported> Write)
{
    /// <summary>All kinds, in the order in which help lists them.</summary>
    public static ImmutableArray<ExportKind> All { get; } =
    [
        new("xunit", XunitExport.Of),
        new("smt2", SmtExport.Of),
        new("c", CExport.Of),
        new("scenario", subject => new Exported(ScenarioWriter.Write(subject.Scenario), null, ExitCode.Holds)),
        new("markdown", MarkdownExport.Of),
    ];

    /// <summary>xunit, smt2, ...</summary>
    public static string Names => string.Join(", ", All.Select(kind => kind.Name));
}
