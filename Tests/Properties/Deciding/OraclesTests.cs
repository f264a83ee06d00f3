using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

public sealed class OraclesTests
{
    [Theory]
    [InlineData("", Verdict.Sat)]
    [InlineData("sat,sat", Verdict.Sat)]
    [InlineData("sat,unknown", Verdict.Unknown)]
    [InlineData("unknown,sat", Verdict.Unknown)]
    [InlineData("unknown,unsat", Verdict.Unsat)]
    [InlineData("sat,unsat", Verdict.Unsat)]
    public void Unsat_of_a_part_is_the_answer_then_unknown(string parts, Verdict verdict)
    {
        // Tables of their own: a part for each device, which is called after what is said about it.
        string[] said = parts.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Scenario scenario = Sharing([new(1, 1)], [.. said.Select(s => Free(s))]) with { Mode = SharingMode.Tailored };
        var voter = new FakeSolver(question => ((LayoutQuestion)question).Judges[0].Device switch
        {
            "sat" => TableVote.Sat(1),
            "unsat" => TableVote.Unsat(null),
            _ => TableVote.Unknown("tired"),
        });

        Assert.Equal(verdict, voter.Verdict(scenario));
    }
}
