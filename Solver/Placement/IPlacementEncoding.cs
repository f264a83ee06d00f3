using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>A placement question as constraints on which pages are used.</summary>
internal interface IPlacementEncoding
{
    /// <summary>The limits that ask for something here.</summary>
    IReadOnlyList<TrackedLimit> Limits { get; }

    /// <summary>Why a sat check may be wrong, since some rule is not stated; <see langword="null"/> when all are.</summary>
    string? SatDoubt { get; }

    /// <summary>Why an unsat check may be wrong, since some storage is not described; <see langword="null"/> when all is.</summary>
    string? UnsatDoubt { get; }

    /// <summary>
    /// States what this encoding states only for limits that are assumed together; comes before each check. Returns why they cannot be
    /// stated, or <see langword="null"/>.
    /// </summary>
    string? Assume(IReadOnlyCollection<TrackedLimit> limits);

    /// <summary>The storage that an assignment describes, in the buffer's order; <see langword="null"/> for too many runs to list.</summary>
    IReadOnlyList<PfnRun>? Read(Model model);
}
