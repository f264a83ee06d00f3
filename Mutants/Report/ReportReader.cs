using System.Text.Json;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Mutants.Report;

/// <summary>Reads the JSON report of Stryker.NET 5.</summary>
public static class ReportReader
{
    private const string SchemaMajor = "2";

    /// <summary>A report, or the first mistake in it. What is not used here may be anything.</summary>
    /// <param name="json">The whole file.</param>
    public static ReadResult<StrykerReport> Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Report(new ReportNode(document.RootElement, "$"));
        }
        catch (JsonException e)
        {
            return new InputProblem(
                e.Path ?? "$", "", "no JSON, or cut off; expected a whole mutation-report.json of Stryker.NET 5", e.LineNumber + 1);
        }
        catch (ReportFormatException e)
        {
            return e.Problem;
        }
    }

    private static StrykerReport Report(ReportNode root)
    {
        ReportNode version = root.Field("schemaVersion");
        string schema = version.TextOrNumber();
        if (schema != SchemaMajor && !schema.StartsWith(SchemaMajor + ".", StringComparison.Ordinal))
        {
            throw version.Problem("a report of another tool version; expected schema 2, which Stryker.NET 5 writes");
        }

        return new(
            schema,
            root.Optional("projectRoot")?.Text(),
            [.. root.Field("files").Entries().Select(file => File(file.Name, file.Value))]);
    }

    private static ReportedFile File(string path, ReportNode file)
    {
        string source = file.Field("source").Text();
        var lines = new SourceLines(source);
        return new(path, source, [.. file.Field("mutants").Items().Select(mutant => Mutant(mutant, lines))]);
    }

    private static Mutant Mutant(ReportNode node, SourceLines lines)
    {
        ReportNode status = node.Field("status");
        if (!Enum.TryParse(status.Text(), out MutantStatus known) || !Enum.IsDefined(known) || known.ToString() != status.Text())
        {
            throw status.Problem($"no status of a mutant; expected one of {string.Join(", ", Enum.GetNames<MutantStatus>())}");
        }

        ReportNode place = node.Field("location");
        var location = new Location(Position(place.Field("start")), Position(place.Field("end")));
        if (lines.TrySpan(location) is null)
        {
            throw place.Problem("no stretch of the file's source; expected start and end within its text");
        }

        return new(
            node.Field("id").TextOrNumber(),
            node.Field("mutatorName").Text(),
            node.Optional("replacement")?.Text() ?? "",
            location,
            known)
        {
            StatusReason = node.Optional("statusReason")?.Text() ?? "",
            IsStatic = node.Optional("static")?.Truth() ?? false,
            CoveredBy = Texts(node.Optional("coveredBy")),
            KilledBy = Texts(node.Optional("killedBy")),
        };
    }

    private static Position Position(ReportNode node) => new(node.Field("line").Number(), node.Field("column").Number());

    private static ValueList<string> Texts(ReportNode? list) =>
        list is null ? [] : [.. list.Items().Select(item => item.Text())];
}
