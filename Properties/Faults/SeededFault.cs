using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Faults;

/// <summary>A defect planted on purpose in one voter, to see that the laws find it and name the voter.</summary>
/// <param name="Name">What follows <c>--fault</c>.</param>
/// <param name="Voter">Who is made wrong.</param>
/// <param name="Description">What the voter then does.</param>
/// <param name="Plant">The same voters with that one made wrong.</param>
public sealed record SeededFault(string Name, string Voter, string Description, Func<Voters, Voters> Plant)
{
    /// <summary>Where such a defect was seen: a number of the thread, a kernel commit or path; empty for one made up here.</summary>
    public string Source { get; init; } = "";

    /// <summary>The one law that counts, for a defect that shows only beside another one; <see langword="null"/>: any.</summary>
    public string? Law { get; init; }

    /// <summary>Which scenarios show it.</summary>
    public LawSubject Subject { get; init; } = LawSubject.Lifecycle;

    /// <summary>Whether only threads can meet it.</summary>
    public bool IsRace { get; init; }
}
