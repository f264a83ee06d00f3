using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>
/// A run as SARIF 2.1.0 (OASIS), which code scanning reads: a law is a rule, a counterexample a result, too little evidence a notification. Written by
/// hand: the Sarif.Sdk package brings Newtonsoft.Json and event tracing for some two hundred lines of JSON.
/// </summary>
internal static class SarifLog
{
    /// <summary>As code scanning calls the root of the repository.</summary>
    private const string Base = "%SRCROOT%";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    public static string Text(RunReport report, Details details)
    {
        DateTime end = DateTime.UtcNow;
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = SarifRules.Driver(report) },
                ["automationDetails"] = new JsonObject { ["id"] = "dmabuf-verify/check/" },
                ["invocations"] = new JsonArray(Invocation(report, end)),
                ["originalUriBaseIds"] = new JsonObject
                {
                    [Base] = new JsonObject { ["description"] = SarifRules.Message("the folder in which the tool ran") },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. report.Findings.Select(finding => Result(report, finding, details))]),
                ["properties"] = Properties(report),
            }),
        };
        return log.ToJsonString(Options) + "\n";
    }

    /// <summary>
    /// What a finding is the same by in two runs, whatever their seeds: its law, the conjunct, and the simplest scenario.
    /// </summary>
    internal static string Fingerprint(Finding finding)
    {
        string text = $"{finding.Law.Name}\n{finding.Violation.Conjunct}\n{ScenarioWriter.WriteLine(finding.Shrunk.Scenario)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static JsonObject Invocation(RunReport report, DateTime end) => new()
    {
        ["executionSuccessful"] = true,
        ["exitCode"] = CheckVerdict.Of(report).ExitCode,
        ["startTimeUtc"] = Time(end - report.Elapsed),
        ["endTimeUtc"] = Time(end),
        ["toolExecutionNotifications"] = new JsonArray([.. Lacks(report).Select(Notification)]),
    };

    /// <summary>Why a run without results would be no pass.</summary>
    private static IEnumerable<string> Lacks(RunReport report) =>
    [
        .. report.NeverLookedAt.Select(tally => $"{tally.Law.Name} was never looked at: {JUnitXml.Unseen(tally, report)}"),
        .. report.Starved.Select(share => string.Create(
            CultureInfo.InvariantCulture,
            $"{(share.Cell is LifecycleCell ? "histories" : "questions")} \"{share.Cell.Name}\" are starved: {share.Cases} of {share.Total} cases")),
        .. report.Interrupted ? ["interrupted: this is what was seen until then"] : Array.Empty<string>(),
    ];

    private static JsonObject Notification(string text) => new() { ["level"] = "warning", ["message"] = SarifRules.Message(text) };

    private static JsonObject Result(RunReport report, Finding finding, Details details)
    {
        string replay = details.ReplayLine(finding);
        var properties = new JsonObject
        {
            ["conjunct"] = finding.Violation.Conjunct,
            ["expected"] = finding.Violation.Expected,
            ["actual"] = finding.Violation.Actual,
            ["seed"] = Words.Hex(report.Settings.Seed),
            ["shrinkSteps"] = finding.Shrunk.Steps,
            ["replay"] = replay,
            ["scenario"] = JsonNode.Parse(ScenarioWriter.WriteLine(finding.Shrunk.Scenario)),
        };
        if (finding.Token is { } token)
        {
            properties["token"] = token.ToString();
        }

        if (finding.OddOneOut is { } odd)
        {
            properties["oddOneOut"] = odd;
        }

        string wrong = finding.OddOneOut is { } who ? $" Wrong is {who}." : " No majority says who is wrong.";
        return new JsonObject
        {
            ["ruleId"] = finding.Law.Name,
            ["ruleIndex"] = report.Tallies.ToList().FindIndex(tally => tally.Law == finding.Law),
            ["kind"] = "fail",
            ["level"] = "error",
            ["message"] = SarifRules.Message(
                $"{finding.Law.Name} is broken: {finding.Violation.Conjunct}: expected {finding.Violation.Expected}, "
                + $"actual {finding.Violation.Actual}.{wrong} Replay: {replay}"),
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = Location(details.ScenarioPath(finding)),
                    ["region"] = new JsonObject { ["startLine"] = 1 },
                },
            }),
            ["partialFingerprints"] = new JsonObject { ["lawConjunctScenario/v1"] = Fingerprint(finding) },
            ["properties"] = properties,
        };
    }

    /// <summary>Relative to where the tool ran if it is below, as viewers expect; else in full.</summary>
    private static JsonObject Location(string path)
    {
        string full = Path.GetFullPath(path);
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? new JsonObject { ["uri"] = new Uri(full).AbsoluteUri }
            : new JsonObject
            {
                ["uri"] = string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)),
                ["uriBaseId"] = Base,
            };
    }

    private static JsonObject Properties(RunReport report)
    {
        var provenance = new JsonObject();
        foreach ((string name, string value) in Provenance.Lines())
        {
            provenance[name] = value;
        }

        return new JsonObject
        {
            ["seed"] = Words.Hex(report.Settings.Seed),
            ["scenarios"] = report.Scenarios,
            ["solverScenarios"] = report.SolverScenarios,
            ["verdict"] = CheckVerdict.Of(report).Word,
            ["interrupted"] = report.Interrupted,
            ["provenance"] = provenance,
        };
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
