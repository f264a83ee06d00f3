using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Storage that a voter shows for a sat placement, judged anew.</summary>
/// <param name="Voter">Who found it.</param>
/// <param name="Storage">Where the buffer would be.</param>
/// <param name="Problem">
/// Why it is no storage for these devices, in words; <see langword="null"/> when the specification, asked about this storage, finds a table for
/// each device whose table depends on it: the directly mapped ones, and under kernel enforcement those behind an IOMMU.
/// </param>
public sealed record FoundStorage(string Voter, Layout Storage, string? Problem)
{
    /// <summary>What each voter found, in the order of voting, each replayed through the specification.</summary>
    public static ValueList<FoundStorage> All(Scenario scenario, IEnumerable<Ballot> ballots, IVoter spec) =>
    [
        .. from ballot in ballots
           where ballot.Question is PlacementQuestion
           from vote in ballot.Votes
           where vote.Vote is { Verdict: Verdict.Sat, Storage: not null }
           let storage = vote.Vote.Storage
           select new FoundStorage(vote.Voter, storage, Replay(scenario, (PlacementQuestion)ballot.Question, storage, spec)),
    ];

    /// <summary>The scenario as it is once the storage has been taken.</summary>
    public static Scenario Placed(Scenario scenario, Layout storage) => scenario with { Layout = storage, Memory = [] };

    private static string? Replay(Scenario scenario, PlacementQuestion question, Layout storage, IVoter spec)
    {
        if (StorageProblem(question, storage) is { } problem)
        {
            return problem;
        }

        // Under strict enforcement a device behind an IOMMU is asked over one range, wherever the storage is.
        bool storageMatters = scenario.Policy.Enforcement == Enforcement.Kernel;
        Scenario placed = Placed(scenario, storage) with { Devices = [.. scenario.Devices.Where(d => storageMatters || d.Iommu is null)] };
        return spec.Verdict(placed) switch
        {
            Verdict.Sat => null,
            Verdict.Unsat => $"{spec.Name} finds no table over it",
            Verdict.Unknown => $"{spec.Name} cannot say whether there is a table over it",
            _ => throw new InvalidOperationException("a verdict is one of three"),
        };
    }

    private static string? StorageProblem(PlacementQuestion question, Layout storage)
    {
        if (storage.OffsetBytes != 0)
        {
            return "the buffer would not begin with its first page";
        }

        UInt128 pages = 0;
        ulong lowestFree = 0;
        foreach (PfnRun run in storage.Runs.OrderBy(r => r.FirstPfn))
        {
            if (run.Pages == 0 || run.FirstPfn > PfnRun.MaxEndPfn || run.Pages > PfnRun.MaxEndPfn - run.FirstPfn)
            {
                return $"there are no such pages: 0x{run.FirstPfn:x} + {run.Pages}";
            }

            if (!question.Extents.Any(e => e.FirstPfn <= run.FirstPfn && run.EndPfn <= e.EndPfn))
            {
                return $"pages from 0x{run.FirstPfn:x} on are not free";
            }

            if (run.FirstPfn < lowestFree)
            {
                return $"page 0x{run.FirstPfn:x} is in it twice";
            }

            lowestFree = run.EndPfn;
            pages += run.Pages;
        }

        return pages < question.Pages ? $"it has {pages} pages, the buffer takes {question.Pages}" : null;
    }
}
