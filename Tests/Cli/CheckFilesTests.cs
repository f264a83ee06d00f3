using System.Text.Json;
using System.Xml.Linq;

namespace DmabufVerify.Tests.Cli;

/// <summary>The files for other programs, from the command line.</summary>
public sealed class CheckFilesTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void A_planted_fault_is_in_all_three()
    {
        (string junit, string sarif, string cases) = (folder.In("all/j.xml"), folder.In("all/s.sarif"), folder.In("all/c.jsonl"));
        ToolRun run = Check("all", "400", "--law", "Table.*", "--fault", "optimised.partial-page-counts", "--junit", junit, "--sarif", sarif, "--cases-out", cases);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains($"JUnit: {junit}", run.Lines);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(folder.In("all/report.json"))).RootElement;
        string[] broken = [.. report.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("law").GetString()!)];
        Assert.Contains("Table.Fewest", broken);

        XElement[] failed = [.. XDocument.Load(junit).Descendants("testcase").Where(c => c.Element("failure") is not null)];
        Assert.Equal(broken, failed.Select(c => c.Attribute("name")!.Value));
        string fewest = failed.Single(c => c.Attribute("name")!.Value == "Table.Fewest").Value;
        Assert.Contains($"replay: ./verify replay {folder.In("all/Table.Fewest.json")} --law Table.Fewest --fault optimised.partial-page-counts", fewest, StringComparison.Ordinal);

        JsonElement[] results = [.. JsonDocument.Parse(File.ReadAllText(sarif)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.Equal(broken, results.Select(r => r.GetProperty("ruleId").GetString()!));
        Assert.All(results, r => Assert.True(File.Exists(new Uri(
            r.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath)));

        JsonElement[] lines = [.. File.ReadLines(cases).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(broken.Order(), lines.Where(l => l.GetProperty("status").GetString() == "failed").Select(l => l.GetProperty("property").GetString()!).Distinct().Order());
        JsonElement[] files = [.. report.GetProperty("files").EnumerateArray()];
        Assert.Equal(["JUnit", "SARIF", "cases"], files.Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal(lines.Length, files[2].GetProperty("lines").GetInt64());
    }

    [Theory]
    [InlineData("--junit")]
    [InlineData("--sarif")]
    [InlineData("--cases-out")]
    public void A_path_that_cannot_be_written_is_told_before_the_run(string option)
    {
        string file = folder.File("file", "kept");

        Assert.StartsWith($"{option} {file}/x: cannot be written: ", Refused(option, $"{file}/x"), StringComparison.Ordinal);
        Assert.Equal($"{option} {folder.Path}: cannot be written: expected a file", Refused(option, folder.Path));
        Assert.Equal($"{option} /dev/null: cannot be written: expected a file, not a device", Refused(option, "/dev/null"));
        Assert.Equal("kept", File.ReadAllText(file));

        string Refused(string name, string path) => Tool.Run(
            "check", "--time", "50", "--no-capture", "--out", folder.In("refused"), name, path).BadInput();
    }

    [Fact]
    public void Two_kinds_do_not_go_to_one_file() => Assert.Equal(
        $"--sarif {folder.In("x/../same")}: --junit names the same file",
        Check("same-out", "1", "--junit", folder.In("same"), "--sarif", folder.In("x/../same")).BadInput());

    [Fact]
    public void An_interrupted_run_keeps_its_cases()
    {
        string cases = folder.In("interrupted/cases.jsonl");
        ToolRun run = Tool.Shell($"""
            env --default-signal=INT "$@" check --time 50 --no-capture --seed 1 --law 'Merge.*' --out '{folder.In("interrupted")}' --cases-out '{cases}' &
            sleep 4
            kill -INT $!
            wait $!
            """);

        Assert.InRange(run.ExitCode, 0, 3);
        Assert.Contains("interrupted: this is what was seen until then", run.Lines);
        long lines = File.ReadLines(cases).LongCount();
        Assert.Contains($"cases: {cases}, {lines:N0} lines", run.Lines);
        Assert.All(File.ReadLines(cases).TakeLast(3), line => JsonDocument.Parse(line));
        Assert.DoesNotContain(Directory.GetFiles(folder.In("interrupted")), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    /// <summary>The limit stands for a full disk. Under one the runtime cannot map its code twice.</summary>
    [Fact]
    public void A_file_of_cases_that_grows_too_large_costs_that_file_only()
    {
        string cases = folder.In("large/cases.jsonl");
        ToolRun run = Tool.Shell($"""
            ulimit -f 2000
            DOTNET_EnableWriteXorExecute=0 env --ignore-signal=XFSZ "$@" check --seed 1 --cases 1500 --no-capture --no-solver --law 'Merge.*'               --out '{folder.In("large")}' --cases-out '{cases}' --junit '{folder.In("large/j.xml")}'
            """);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"dmabuf-verify: {cases}: cannot be written: ", Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Contains($"JUnit: {folder.In("large/j.xml")}", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("6 laws hold, 0 broken", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(folder.In("large")), file => file.Contains("cases", StringComparison.Ordinal));
    }

    private ToolRun Check(string name, string count, params string[] more) =>
        Tool.Run(["check", "--seed", "0x5eed", "--cases", count, "--no-capture", "--out", folder.In(name), .. more]);
}
