using System.Text.RegularExpressions;
using DmabufVerify.Properties.Claims;

namespace DmabufVerify.Tests.Properties.Claims;

/// <summary>Nothing that was said is left out, and nothing is only listed.</summary>
public sealed partial class AllClaimsTests
{
    /// <summary>Numbered sentences in each mail of the thread from January 2015 on; 0: the mail has no number but its own.</summary>
    private static readonly (string Mail, int Sentences)[] Thread =
    [
        ("C1", 1), ("C2", 2), ("C3", 2), ("C4", 2), ("C5", 0), ("C6", 3), ("C7", 1), ("C8", 1),
        ("D1", 2), ("D2", 7), ("D3", 1), ("D4", 1), ("D5", 5), ("D6", 1), ("D7", 3), ("D8", 5), ("D9", 5), ("D10", 6), ("D11", 3),
        ("D12", 10), ("D13", 1), ("D14", 2), ("D15", 1), ("D16", 2), ("D17", 1), ("D18", 1), ("D19", 2), ("D20", 1), ("D21", 1),
        ("D22", 2), ("D23", 1), ("D24", 2), ("D25", 1), ("D26", 1), ("D27", 1), ("D28", 1), ("D29", 1), ("D30", 1), ("D31", 1),
        ("D32", 1), ("D33", 1), ("D34", 1), ("D35", 1), ("D36", 3), ("D37", 1), ("D38", 1), ("D39", 1), ("D40", 1), ("D41", 5),
        ("E1", 1), ("E2", 1), ("E3", 4), ("E4", 4), ("E5", 2),
    ];

    [Fact]
    public void Every_number_of_sections_C_D_and_E_is_there_and_no_other()
    {
        IEnumerable<string> said = Thread.SelectMany(mail => mail.Sentences == 0
            ? [mail.Mail]
            : Enumerable.Range(1, mail.Sentences).Select(sentence => $"{mail.Mail}.{sentence}"));

        Assert.Equal(said, AllClaims.List.Select(c => c.Number).Distinct().Where(n => n[0] is 'C' or 'D' or 'E'));
    }

    [Fact]
    public void Every_claim_of_the_thread_has_its_source() => Assert.All(
        AllClaims.List,
        claim => Assert.Equal(claim.Id[0] is 'F' or 'G' or 'S', claim.Source == "this project"));

    [Fact]
    public void Ids_are_unique_and_letters_go_from_a_without_a_gap()
    {
        Assert.Equal(AllClaims.List.Length, AllClaims.List.Select(c => c.Id).Distinct().Count());
        Assert.All(AllClaims.List, claim => Assert.Matches(Id(), claim.Id));
        Assert.All(AllClaims.List.GroupBy(c => c.Number), alike => Assert.Equal(
            alike.Count() == 1 && alike.First().Id == alike.Key ? [""] : Enumerable.Range(0, alike.Count()).Select(i => $"{(char)('a' + i)}"),
            alike.Select(c => c.Id[alike.Key.Length..])));
    }

    [Fact]
    public void What_cannot_be_checked_says_why_and_all_else_is_a_statement()
    {
        Assert.All(AllClaims.List, claim => Assert.Equal(claim.Expected == VerdictKind.NotCheckable, claim.Evidence == EvidenceKind.None));
        Assert.All(AllClaims.List, claim => Assert.True(claim.Says.Length > 10 && claim.Says[^1] is '.' or '?', claim.Id));
        Assert.All(AllClaims.List, claim => Assert.True(claim.Statement.Length > 5, claim.Id));
        Assert.All(AllClaims.List, claim => Assert.Equal(claim.Evidence == EvidenceKind.Histories, claim.Law is not null));
        Assert.DoesNotContain(AllClaims.List, claim => claim.Expected == VerdictKind.Open);
    }

    [Fact]
    public void Without_a_solver_what_it_would_prove_is_open_and_never_a_pass()
    {
        var context = new ClaimContext(TestVoters.Two, Prover: null);

        Assert.All(AllClaims.List.Where(c => c.Evidence == EvidenceKind.Proof), claim =>
        {
            ClaimResult result = claim.Run(context);
            Assert.Equal((VerdictKind.Open, "not proved here: no solver"), (result.Verdict.Kind, result.Verdict.Evidence));
            Assert.False(result.IsAsExpected);
            Assert.False(result.Differs);
        });
    }

    [GeneratedRegex(@"^[A-GS]\d+(\.\d+)?[a-z]?$")]
    private static partial Regex Id();
}
