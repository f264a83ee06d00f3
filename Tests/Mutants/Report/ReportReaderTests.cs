using DmabufVerify.Mutants.Report;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Mutants.Report;

/// <summary>Reports as Stryker.NET 5 writes them, and damaged ones.</summary>
public sealed class ReportReaderTests
{
    private const string Whole = """
        {
          "schemaVersion": "2",
          "thresholds": { "high": 100, "low": 90 },
          "projectRoot": "/src/Model/Optimised",
          "files": {
            "PageGrid.cs": {
              "language": "cs",
              "source": "class C\n{\n    int F(int a) => a + 1;\n}\n",
              "mutants": [
                {
                  "id": "7", "mutatorName": "Arithmetic mutation", "replacement": "a - 1", "status": "Survived", "statusReason": null, "static": false,
                  "location": { "start": { "line": 3, "column": 21 }, "end": { "line": 3, "column": 26 } }, "coveredBy": ["t"], "killedBy": []
                },
                { "id": 8, "mutatorName": "m", "status": "Killed", "location": { "start": { "line": 3, "column": 1 }, "end": { "line": 3, "column": 5 } } }
              ]
            }
          },
          "testFiles": {}
        }
        """;

    [Fact]
    public void A_report_is_read_whole()
    {
        StrykerReport report = ReportReader.Read(Whole).Value!;

        Assert.Equal("/src/Model/Optimised", report.ProjectRoot);
        ReportedFile file = Assert.Single(report.Files);
        Mutant survivor = file.Mutants[0];
        Assert.Equal(("7", "Arithmetic mutation", "a - 1", MutantStatus.Survived), (survivor.Id, survivor.MutatorName, survivor.Replacement, survivor.Status));
        Assert.Equal(["t"], survivor.CoveredBy);
        Assert.Equal("a + 1", file.Source.Substring(new SourceLines(file.Source).TrySpan(survivor.Location)!.Value.Start, 5));
        Assert.Equal([true, false], report.Mutants.Select(m => m.IsSurvivor));
    }

    [Theory]
    [InlineData("\"schemaVersion\": \"2\"", "\"schemaVersion\": \"1\"", "$.schemaVersion: \"1\": a report of another tool version; expected schema 2, which Stryker.NET 5 writes")]
    [InlineData("\"schemaVersion\": \"2\",", "", "schemaVersion is missing; expected a report of Stryker.NET 5")]
    [InlineData("\"Survived\"", "\"Alive\"", "$.files[\"PageGrid.cs\"].mutants[0].status: \"Alive\": no status of a mutant; expected one of Killed, ")]
    [InlineData("\"Survived\"", "\"1\"", "$.files[\"PageGrid.cs\"].mutants[0].status: \"1\": no status of a mutant; expected one of Killed, ")]
    [InlineData("\"column\": 26", "\"column\": 99", "$.files[\"PageGrid.cs\"].mutants[0].location: ")]
    [InlineData("\"line\": 3, \"column\": 21", "\"line\": 0, \"column\": 21", "$.files[\"PageGrid.cs\"].mutants[0].location.start.line: 0: expected a whole number of 1 and more")]
    [InlineData("\"mutants\": [", "\"mutants\": 4, \"other\": [", "$.files[\"PageGrid.cs\"].mutants: 4: expected a list")]
    public void A_mistake_is_told_with_its_place(string part, string instead, string expected)
    {
        InputProblem problem = ReportReader.Read(Whole.Replace(part, instead, StringComparison.Ordinal)).Problem!;

        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_cut_off_is_told_wherever_it_ends()
    {
        for (int length = 0; length < Whole.Length - 1; length += 7)
        {
            Assert.Contains("cut off; expected a whole", ReportReader.Read(Whole[..length]).Problem!.Message, StringComparison.Ordinal);
        }
    }
}
