using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>What two parties make of one scenario, side by side. The first is the one to believe, as far as that is known.</summary>
/// <param name="Left">What stands on the left: a voter, or what the law expects.</param>
/// <param name="Right">What stands on the right: the suspect, or what came out.</param>
public sealed record Comparison(string Left, string Right)
{
    /// <summary>For a history: each step with both outcomes.</summary>
    public ValueList<HistoryRow> Steps { get; init; }

    /// <summary>For a question on whose merged limits the two differ: the merge after each device.</summary>
    public ValueList<ComparedMerge> Merges { get; init; }

    /// <summary>For a question: each part of it with both answers.</summary>
    public ValueList<ComparedAnswer> Answers { get; init; }
}

/// <summary>The limits of the first devices merged, by both.</summary>
/// <param name="Device">The last of these devices.</param>
/// <param name="Left">One merge.</param>
/// <param name="Right">The other.</param>
public sealed record ComparedMerge(string Device, ResolvedLimits Left, ResolvedLimits Right)
{
    /// <summary>Whether they differ.</summary>
    public bool Differs => Left != Right;
}

/// <summary>Both answers to one part of a question, with the tables that go with them.</summary>
/// <param name="Question">The part.</param>
/// <param name="Left">One answer.</param>
/// <param name="Right">The other.</param>
/// <param name="Segments">The first segments of both tables, in physical addresses or those behind an IOMMU; none where nobody builds one.</param>
/// <param name="Elided">Segments of the longer table that are not listed.</param>
public sealed record ComparedAnswer(
    TableQuestion Question, TableVote Left, TableVote Right, ValueList<ComparedSegment> Segments, int Elided);

/// <summary>The segments at one place of both tables.</summary>
/// <param name="Index">Which, from 0.</param>
/// <param name="Left">Of one table; <see langword="null"/> where it has ended, or is none.</param>
/// <param name="Right">Of the other.</param>
public sealed record ComparedSegment(int Index, Segment? Left, Segment? Right)
{
    /// <summary>Whether they differ.</summary>
    public bool Differs => Left != Right;
}
