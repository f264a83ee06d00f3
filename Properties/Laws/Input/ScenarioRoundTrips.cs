using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Laws.Input;

/// <summary>A scenario that is written and read again is the same one, in both forms the writer has.</summary>
internal static class ScenarioRoundTrips
{
    public static Law Law { get; } = new("Scenario.RoundTrips", "read(write(s)) = s", NeedsSolver: false, Check)
    {
        Subject = LawSubject.Everything,
    };

    private static LawResult Check(Case c) => LawResult.Worst(
    [
        Compare("several lines", c.Scenario, ScenarioWriter.Write(c.Scenario)),
        Compare("one line", c.Scenario, ScenarioWriter.WriteLine(c.Scenario)),
    ]);

    private static LawResult Compare(string conjunct, Scenario scenario, string written)
    {
        ReadResult<Scenario> read = ScenarioReader.Read(Encoding.UTF8.GetBytes(written), DeviceCatalogue.Shipped.Limits);
        return !read.IsOk ? LawResult.Violated(conjunct, "a scenario", $"{read.Problem}")
            : read.Value == scenario ? LawResult.Holds
            : LawResult.Violated(conjunct, written, ScenarioWriter.Write(read.Value));
    }
}
