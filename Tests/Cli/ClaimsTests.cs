using System.Text.Json;
using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Cli;

/// <summary>Claims from the command line; all of them together are looked at by Docs/ClaimsPageTests.</summary>
public sealed class ClaimsTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void One_claim_is_shown_in_full_and_its_line_replays_it()
    {
        ToolRun run = Claims("--id", "D10.1d");
        string file = folder.In("claims/D10.1d.json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("D10.1d: Count x size >= buffer is sufficient", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("  said by    R. Clark, 2015-01-29", run.Lines);
        Assert.Contains("  statement  count x size >= |b| => sat(b, count, size, boundary)", run.Lines);
        Assert.Contains("  verdict    refuted, by search", run.Lines);
        Assert.Contains($"  replay     ./verify decide {file}", run.Lines);
        Assert.Equal("1 refuted", run.Lines[^1]);
        Assert.Equal(1, Tool.Run("decide", file, "--no-solver").ExitCode);
    }

    [Fact]
    public void A_history_is_replayed_beside_the_published_code()
    {
        ToolRun run = Claims("--id", "D5.1");
        string file = folder.In("claims/D5.1.json");

        Assert.Contains($"  replay     ./verify run {file} --published F15", run.Lines);
        ToolRun beside = Tool.Run("run", file, "--published", "F15");
        Assert.Equal(0, beside.ExitCode);
        Assert.Contains(beside.Lines, line => line.EndsWith(" published differs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_stands_for_all_that_its_sentence_says()
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        ToolRun run = Claims("--id", "D10.1", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement[] claims = [.. run.Json.GetProperty("claims").EnumerateArray()];
        Assert.Equal(["D10.1a", "D10.1b", "D10.1c", "D10.1d", "D10.1e"], claims.Select(c => c.GetProperty("id").GetString()));
        Assert.All(claims, claim => Assert.Equal(claim.GetProperty("expected").GetString(), claim.GetProperty("verdict").GetString()));
        Assert.Equal((1, 4), (run.Json.GetProperty("counts").GetProperty("proved").GetInt32(), run.Json.GetProperty("counts").GetProperty("refuted").GetInt32()));
    }

    [Fact]
    public void Without_a_solver_a_proof_is_open()
    {
        ToolRun run = Claims("--id", "F11a", "--no-solver");

        Assert.Equal((3, "1 open"), (run.ExitCode, run.Lines[^1]));
        Assert.Contains("  evidence   not proved here: no solver", run.Lines);
    }

    [Theory]
    [InlineData("D12.77", "did you mean D12.7?")]
    [InlineData("nonsense-of-mine", "docs/claims.md lists them")]
    public void Unknown_id_is_told(string id, string remedy) =>
        Assert.Equal($"--id {id}: no such claim; {remedy}", Tool.Run("claims", "--id", id).BadInput());

    private ToolRun Claims(params string[] more) => Tool.Run(["claims", "--out", folder.In("claims"), .. more]);
}
