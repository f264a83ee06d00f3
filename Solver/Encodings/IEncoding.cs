using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>A question as constraints: what a valid table is, not how one is found.</summary>
internal interface IEncoding
{
    /// <summary>The limits that ask for something here.</summary>
    IReadOnlyList<TrackedLimit> Limits { get; }

    /// <summary>An upper bound on the table's segments that a model can make exact.</summary>
    ArithExpr Segments { get; }

    /// <summary>
    /// The table that an assignment describes, checked against the rules, the count among them if it binds. An encoding that
    /// says all there is to say throws when the check fails: that is a bug of its own. One that leaves something out returns
    /// the witness with a doubt.
    /// </summary>
    Witness Read(Model model, bool countBinds);
}

/// <summary>A table found.</summary>
/// <param name="Segments">Their number.</param>
/// <param name="Table">The table, unless it is too long to list.</param>
/// <param name="Doubt">Why it proves nothing; <see langword="null"/> when it is valid.</param>
internal sealed record Witness(ulong Segments, SegmentTable? Table, string? Doubt);
