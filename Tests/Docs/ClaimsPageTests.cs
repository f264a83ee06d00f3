using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Claims;
using DmabufVerify.Solving;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Docs;

/// <summary>docs/claims.md is what the claims come to, each looked at anew.</summary>
public sealed class ClaimsPageTests
{
    private const string Regenerate = "DMABUF_VERIFY_REGENERATE";

    [Fact]
    public void The_page_is_what_the_claims_come_to()
    {
        var context = new ClaimContext(TestVoters.Two, new Z3Prover());
        ClaimResult[] results = [.. AllClaims.List.Select(claim => claim.Run(context))];
        using var text = new StringWriter { NewLine = "\n" };
        ClaimsMarkdown.Write(text, results);
        string file = RepoFiles.Path("docs/claims.md");
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            File.WriteAllText(file, text.ToString());
        }

        Assert.Empty(results.Where(result => !result.IsAsExpected).Select(result => $"{result.Claim.Id}: {result.Verdict}"));
        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == text.ToString(),
            $"docs/claims.md is out of date; to write it anew: {Regenerate}=1 dotnet test Tests --filter {nameof(ClaimsPageTests)}");
    }
}
