using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

/// <summary>Verdicts over some thousand tiny worlds, each held against trying every order of pages; storage is replayed.</summary>
internal sealed class VerdictTally
{
    private const int Worlds = 3000;

    private readonly Dictionary<Verdict, int> _times = [];

    /// <summary>How many worlds got this verdict.</summary>
    public int this[Verdict verdict] => _times.GetValueOrDefault(verdict);

    /// <summary>Worlds in which judges of different bus offsets share a table beside that of another device.</summary>
    public int SharedWithOffsets { get; private set; }

    public static VerdictTally Of(BounceWorlds worlds, OptimisedVoter voter)
    {
        var tally = new VerdictTally();
        for (int i = 0; i < Worlds; i++)
        {
            tally.Add(worlds.Next(6), voter);
        }

        return tally;
    }

    public override string ToString() => $"{string.Join(", ", _times)}, shared with offsets {SharedWithOffsets}";

    private void Add(PlacementQuestion question, OptimisedVoter voter)
    {
        TableVote vote = voter.Answer(question);
        if (vote.Verdict != Verdict.Unknown)
        {
            Assert.Equal(new NaivePlacement(question).IsSat() ? Verdict.Sat : Verdict.Unsat, vote.Verdict);
        }

        Assert.Equal(vote.Verdict == Verdict.Sat, vote.Storage is not null);
        if (vote.Storage is { } storage)
        {
            Assert.True(StorageCheck.IsTaken(question, storage));
            Assert.True(StorageCheck.HasTables(question, storage));
        }

        _times[vote.Verdict] = this[vote.Verdict] + 1;
        bool offsetsDiffer = question.Judges.Select(judge => judge.BusOffsetBytes).Distinct().Skip(1).Any();
        SharedWithOffsets += question.Mode == SharingMode.Shared && offsetsDiffer && question.Bouncing.Count > 0 ? 1 : 0;
    }
}
