using System.Text.Encodings.Web;
using System.Text.Json;
using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Mutants.Ledger;

/// <summary>The proofs that are on record: <c>mutation/equivalent.json</c>. Immutable.</summary>
public sealed record EquivalenceLedger(ValueList<LedgerEntry> Entries)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a ledger, or tells the first mistake.</summary>
    public static ReadResult<EquivalenceLedger> Read(string json)
    {
        ReadResult<ScoreList<LedgerEntry>> list = ScoreFiles.List<LedgerEntry>(json);
        return list.IsOk ? new EquivalenceLedger(list.Value.Items) : list.Problem;
    }

    /// <summary>Reads the preconditions that a proof may assume, or tells the first mistake.</summary>
    public static ReadResult<ScoreList<Precondition>> ReadPreconditions(string json) => ScoreFiles.List<Precondition>(json);

    /// <summary>What is on record of a mutant: of several like it that of the same place, else the first; <see langword="null"/> for nothing.</summary>
    public LedgerEntry? Find(LedgerEntry mutant)
    {
        LedgerEntry[] same = [.. Entries.Where(entry => IsSameChange(entry, mutant))];
        return same.FirstOrDefault(entry => entry.CodeHash == mutant.CodeHash) ?? same.FirstOrDefault(entry => entry.Span == mutant.Span) ?? same.FirstOrDefault();
    }

    /// <summary>The ledger after a run: of the files that the run speaks of these proofs only, of all others what there was.</summary>
    public EquivalenceLedger After(IReadOnlyCollection<string> files, IEnumerable<LedgerEntry> proved) => new(
    [
        .. Entries.Where(entry => !files.Contains(entry.File)).Concat(proved)
            .OrderBy(entry => entry.File, StringComparer.Ordinal).ThenBy(entry => entry.Span.Start.Line).ThenBy(entry => entry.Span.Start.Column)
            .ThenBy(entry => entry.Replacement, StringComparer.Ordinal),
    ]);

    /// <summary>The file's text.</summary>
    public string Text() => JsonSerializer.Serialize(Entries.ToArray(), Options) + "\n";

    private static bool IsSameChange(LedgerEntry a, LedgerEntry b) =>
        a.File == b.File && a.Original == b.Original && a.Replacement == b.Replacement && a.MutatorName == b.MutatorName;
}
