using System.Text;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties.Corpus;

public sealed class CorpusTextTests
{
    private static readonly CorpusEntry Full = Kept.Boundary with
    {
        Status = CorpusStatus.Fixed,
        Fault = "spec.boundary-is-double",
        OddOneOut = "spec",
        Token = ReplayToken.Parse("p-00c0ffee00c0ffee"),
        Tool = "0.1.0",
        Solver = "4.8.12.0",
        Found = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Note = "what: a colon, and more",
    };

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.Equal(Full, Kept.Read(CorpusText.Write(Full)).Value);
        Assert.Equal(Kept.Boundary, Kept.Read(CorpusText.Write(Kept.Boundary)).Value);
    }

    [Fact]
    public void It_is_a_scenario_file_as_it_stands() => Assert.Equal(
        Full.Scenario, ScenarioReader.Read(Encoding.UTF8.GetBytes(CorpusText.Write(Full)), DeviceCatalogue.Shipped.Limits).Value);

    [Fact]
    public void A_value_cannot_end_its_comment() => Assert.Equal(
        "a { b  c d", Kept.Read(CorpusText.Write(Full with { Note = "a\n{ b\r\nc\u2028d " })).Value!.Note);

    [Theory]
    [InlineData("// dmabuf-corpus/1", "// dmabuf-corpus/2", "$ (line 1): expected the line \"// dmabuf-corpus/1\"")]
    [InlineData("// law: Table.Fewest\n", "", "$ (line 1): \"// law: \" is missing; expected the name of a law")]
    [InlineData("Table.Fewest", "Table.Fewer", "$ (line 2): law \"Table.Fewer\": expected the name of a law")]
    [InlineData("conjunct: ", "conjunkt: ", "$ (line 3): no key \"conjunkt\"; expected one of law, conjunct, status, odd one out, ")]
    [InlineData("status: fixed", "status: fixt", "$ (line 4): status \"fixt\": expected open or fixed")]
    [InlineData("status: fixed", "status:", "$ (line 4): expected \"// key: value\"")]
    [InlineData("status: fixed", "status fixed", "$ (line 4): expected \"// key: value\"")]
    [InlineData("odd one out: spec", "status: open", "$ (line 5): \"status\" stands there twice")]
    [InlineData("spec.boundary-is-double", "spec.boundary", "$ (line 6): fault \"spec.boundary\": expected the name of a defect that can be planted")]
    [InlineData("p-00c0ffee00c0ffee", "p-00", "$ (line 7): token \"p-00\": expected a token such as p-00c0ffee00c0ffee")]
    [InlineData("2026-01-31T12:00:00Z", "yesterday", "$ (line 10): found \"yesterday\": expected a time such as 2026-01-31T12:00:00Z")]
    [InlineData("\"size\": 8192", "\"size\": 0", "buffer.size (line 16): 0: ")]
    public void A_damaged_one_is_told_in_one_line(string good, string bad, string expected)
    {
        string text = CorpusText.Write(Full);
        Assert.Contains(good, text, StringComparison.Ordinal);

        string told = Kept.Read(text.Replace(good, bad, StringComparison.Ordinal)).Problem!.ToString();

        Assert.StartsWith(expected, told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }

    [Fact]
    public void No_beginning_of_a_file_passes_for_a_whole_one()
    {
        string text = CorpusText.Write(Full).TrimEnd();

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.False(Kept.Read(text[..length]).IsOk, text[..length]));
    }
}
