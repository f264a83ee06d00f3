using DmabufVerify.Mutants.Ledger;
using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Reviewing;

/// <summary>A survivor, and what is known of it.</summary>
/// <param name="File">Path below the repository's root, with slashes.</param>
/// <param name="Line">The whole line where it begins, without the white space around it.</param>
/// <param name="Original">The text that is replaced.</param>
/// <param name="Mutant">The mutant.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="OnRecord">What the ledger has of it; <see langword="null"/> for nothing.</param>
public sealed record ReviewedMutant(string File, string Line, string Original, Mutant Mutant, Verdict Verdict, LedgerEntry? OnRecord)
{
    /// <summary>Whether it was on record and the proof there is of other code, or fails now: somebody has to look.</summary>
    public bool IsReopened => OnRecord is not null && !(Verdict is Verdict.Equivalent now && now.CodeHash == OnRecord.CodeHash);

    /// <summary>Whether it counts as a survivor still.</summary>
    public bool IsLeft => Verdict is not Verdict.Equivalent || IsReopened;

    /// <summary>What the ledger would say; <see langword="null"/> where nothing is proved.</summary>
    /// <param name="solver">Version of Z3.</param>
    public LedgerEntry? Record(string solver) => Verdict is Verdict.Equivalent proved
        ? new(File, Mutant.Location, Original, Mutant.MutatorName, Mutant.Replacement, [.. proved.Preconditions], solver, proved.CodeHash)
        : null;
}
