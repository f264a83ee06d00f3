using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Output.Files;

/// <summary>The log against what the SARIF 2.1.0 schema asks for: names, required fields, enumerations, and what its text adds.</summary>
public sealed class SarifLogTests
{
    private static readonly JsonElement Log = Parse(Broken.Report, "out");

    private static JsonElement Run => Log.GetProperty("runs")[0];

    private static JsonElement Result => Assert.Single(Run.GetProperty("results").EnumerateArray());

    [Fact]
    public void Log_and_run_have_what_the_schema_requires_and_nothing_it_does_not_know()
    {
        Assert.Equal("2.1.0", Log.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(Log.GetProperty("$schema").GetString(), UriKind.Absolute));
        AssertOnly(Log, "$schema", "version", "runs");
        AssertOnly(Run, "tool", "automationDetails", "invocations", "originalUriBaseIds", "columnKind", "results", "properties");
        JsonElement driver = Run.GetProperty("tool").GetProperty("driver");
        AssertOnly(driver, "name", "version", "semanticVersion", "shortDescription", "rules");
        Assert.Equal("dmabuf-verify", driver.GetProperty("name").GetString());
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+([-+].*)?$", driver.GetProperty("semanticVersion").GetString());
        Assert.EndsWith("/", Run.GetProperty("automationDetails").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_law_is_a_rule()
    {
        JsonElement[] rules = [.. Run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];

        Assert.Equal(Broken.Laws.Select(law => law.Name), rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule => AssertOnly(rule, "id", "shortDescription", "fullDescription", "help", "defaultConfiguration"));
        Assert.All(rules, rule => Assert.Equal("error", rule.GetProperty("defaultConfiguration").GetProperty("level").GetString()));
        Assert.Equal("The law Test.Holds: a <= b & c", rules[0].GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.EndsWith(" Looked at only where Z3 votes.", rules[3].GetProperty("fullDescription").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("a <= b & c\n", rules[0].GetProperty("help").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_are_those_of_the_readme() =>
        Assert.Contains(SarifRules.Letters, File.ReadAllText(RepoFiles.Path("README.md")), StringComparison.Ordinal);

    [Fact]
    public void Counterexample_is_a_result_at_its_scenario()
    {
        AssertOnly(Result, "ruleId", "ruleIndex", "kind", "level", "message", "locations", "partialFingerprints", "properties");
        Assert.Equal(("Test.AtMostOne", 1), (Result.GetProperty("ruleId").GetString(), Result.GetProperty("ruleIndex").GetInt32()));
        Assert.Equal(("fail", "error"), (Result.GetProperty("kind").GetString(), Result.GetProperty("level").GetString()));
        Assert.Equal(
            "Test.AtMostOne is broken: number: expected <at most \u0001>, actual 2. Wrong is spec. "
            + "Replay: ./verify replay out/Test.AtMostOne.json --law Test.AtMostOne",
            Result.GetProperty("message").GetProperty("text").GetString());

        JsonElement place = Assert.Single(Result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.Equal("out/Test.AtMostOne.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        string root = place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString()!;
        Assert.True(Run.GetProperty("originalUriBaseIds").TryGetProperty(root, out _));
        Assert.Equal(1, place.GetProperty("region").GetProperty("startLine").GetInt32());

        JsonElement properties = Result.GetProperty("properties");
        Finding finding = Broken.Report.Findings.Single();
        Assert.Equal(finding.Token.ToString(), properties.GetProperty("token").GetString());
        Assert.Equal(("0xb", "spec"), (properties.GetProperty("seed").GetString(), properties.GetProperty("oddOneOut").GetString()));
        Assert.Equal("./verify replay out/Test.AtMostOne.json --law Test.AtMostOne", properties.GetProperty("replay").GetString());
        Assert.Equal(2, properties.GetProperty("scenario").GetProperty("devices").GetArrayLength());
    }

    [Fact]
    public void A_folder_elsewhere_is_named_in_full_and_a_blank_is_escaped()
    {
        Assert.Equal("file:///some%20where/Test.AtMostOne.json", Location("/some where").GetProperty("uri").GetString());
        Assert.False(Location("/some where").TryGetProperty("uriBaseId", out _));
        Assert.Equal("some%20where/Test.AtMostOne.json", Location("some where").GetProperty("uri").GetString());

        static JsonElement Location(string folder) => Parse(Broken.Report, folder).GetProperty("runs")[0]
            .GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
    }

    [Fact]
    public void Fingerprint_follows_from_law_conjunct_and_scenario_and_from_nothing_else()
    {
        Finding finding = Broken.Report.Findings.Single();
        string fingerprint = SarifLog.Fingerprint(finding);

        Assert.Equal(fingerprint, Result.GetProperty("partialFingerprints").GetProperty("lawConjunctScenario/v1").GetString());
        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
        Finding other = Broken.Run(seed: 12).Findings.Single();
        Assert.NotEqual(finding.Token, other.Token);
        Assert.Equal(fingerprint, SarifLog.Fingerprint(finding with { Token = other.Token, Original = other.Original }));
        Assert.NotEqual(fingerprint, SarifLog.Fingerprint(finding with { Violation = finding.Violation with { Conjunct = "other" } }));
        Scenario moved = finding.Shrunk.Scenario with { BufferSizeBytes = finding.Shrunk.Scenario.BufferSizeBytes + 1 };
        Assert.NotEqual(fingerprint, SarifLog.Fingerprint(finding with { Shrunk = finding.Shrunk with { Scenario = moved } }));
    }

    [Fact]
    public void Invocation_says_how_it_ended_and_what_was_too_little()
    {
        JsonElement invocation = Assert.Single(Run.GetProperty("invocations").EnumerateArray());

        AssertOnly(invocation, "executionSuccessful", "exitCode", "startTimeUtc", "endTimeUtc", "toolExecutionNotifications");
        Assert.True(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(1, invocation.GetProperty("exitCode").GetInt32());
        Assert.True(invocation.GetProperty("startTimeUtc").GetDateTime() <= invocation.GetProperty("endTimeUtc").GetDateTime());
        Assert.Equal(
            [
                "Test.Nothing was never looked at: it speaks of none of the 48 cases drawn",
                "Test.Solver was never looked at: it needs Z3, which did not vote",
                "questions \"unsat: count x size\" are starved: 1 of 3000 cases",
            ],
            invocation.GetProperty("toolExecutionNotifications").EnumerateArray().Select(n => n.GetProperty("message").GetProperty("text").GetString()));
        Assert.Equal("counterexample", Run.GetProperty("properties").GetProperty("verdict").GetString());
        Assert.NotEmpty(Run.GetProperty("properties").GetProperty("provenance").GetProperty("tool").GetString()!);
    }

    [Fact]
    public void Run_without_findings_has_no_results_but_says_so()
    {
        JsonElement run = Parse(Broken.Report with { Findings = [] }, "out").GetProperty("runs")[0];

        Assert.Equal(0, run.GetProperty("results").GetArrayLength());
        Assert.Equal(3, run.GetProperty("invocations")[0].GetProperty("exitCode").GetInt32());
    }

    private static JsonElement Parse(RunReport report, string folder) =>
        JsonDocument.Parse(SarifLog.Text(report, new Details(folder, fault: null))).RootElement;

    private static void AssertOnly(JsonElement element, params string[] names) =>
        Assert.Equal(names, element.EnumerateObject().Select(property => property.Name));
}
