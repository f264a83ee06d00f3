using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>A counterexample to a law, ready to be shown.</summary>
/// <param name="Law">The law.</param>
/// <param name="Violation">What broke, in the shrunk scenario.</param>
/// <param name="Original">The scenario as drawn.</param>
/// <param name="Token">Names the drawn scenario; <see langword="null"/> when it came from a file or a real machine.</param>
/// <param name="Shrunk">The simplest scenario found that breaks the same conjunct.</param>
/// <param name="Ballots">What every voter says to each part of the shrunk scenario's question; none for a history.</param>
public sealed record Finding(
    Law Law, Violation Violation, Scenario Original, ReplayToken? Token, Shrunk Shrunk, ValueList<Ballot> Ballots)
{
    /// <summary>Storage and tables of the shrunk scenario, with both tables where voters differ; none for a history or without storage.</summary>
    public LayoutDrawing? Drawing { get; init; }

    /// <summary>The corpus' file that the scenario came from; <see langword="null"/> where it was drawn.</summary>
    public string? File { get; init; }

    /// <summary>Who is wrong: whom the law convicts, else whom the two others outvote; <see langword="null"/> without a majority.</summary>
    public string? OddOneOut => Violation.Suspect ?? Ballots.Select(b => b.OddOneOut).FirstOrDefault(name => name is not null);
}
