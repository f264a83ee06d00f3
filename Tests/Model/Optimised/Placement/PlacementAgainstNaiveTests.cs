using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class PlacementAgainstNaiveTests
{
    private readonly OptimisedVoter _voter = new();

    [Theory]
    [InlineData(SharingMode.Shared, 61)]
    [InlineData(SharingMode.Tailored, 62)]
    public void Verdict_equals_trying_every_order_of_pages_and_storage_is_replayed(SharingMode mode, int seed)
    {
        var worlds = new TinyWorlds(seed);
        var seen = new Dictionary<(Verdict, LimitKind?), int>();
        for (int i = 0; i < 3000; i++)
        {
            PlacementQuestion question = worlds.Next(7, mode);

            TableVote vote = _voter.Answer(question);

            Assert.Equal(new NaivePlacement(question).IsSat() ? Verdict.Sat : Verdict.Unsat, vote.Verdict);
            Assert.Equal(vote.Verdict == Verdict.Sat, vote.Storage is not null);
            if (vote.Storage is { } storage)
            {
                Assert.True(StorageCheck.IsTaken(question, storage));
                Assert.True(StorageCheck.HasTables(question, storage));
            }

            var kind = (vote.Verdict, vote.Refusal?.Limit);
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }

        Assert.All(
            [(Verdict.Sat, (LimitKind?)null), (Verdict.Unsat, LimitKind.AddressMask), (Verdict.Unsat, LimitKind.MaxSegmentCount)],
            kind => Assert.True(seen[kind] > 300, $"{kind}: {seen[kind]}"));
        Assert.True(seen[(Verdict.Unsat, LimitKind.VirtBoundaryMask)] > 10);
    }
}
