using DmabufVerify.Cli.Corpus;
using DmabufVerify.Properties.Corpus;

namespace DmabufVerify.Cli.Output;

/// <summary>A kept case, or why a file is none.</summary>
internal sealed record CorpusEntryJson(string File)
{
    /// <summary>What is wrong with the file; there is no other field then.</summary>
    public string? Error { get; init; }

    public string? Law { get; init; }

    public string? Conjunct { get; init; }

    public string? Status { get; init; }

    public string? Shape { get; init; }

    public int? Size { get; init; }

    public string? OddOneOut { get; init; }

    public string? Fault { get; init; }

    public string? Token { get; init; }

    public string? Tool { get; init; }

    public string? Solver { get; init; }

    public DateTime? Found { get; init; }

    public string? Note { get; init; }

    public static CorpusEntryJson Of(CorpusFile file) => file.Read.Value is not { } entry
        ? new(file.Path) { Error = file.Read.Problem!.ToString() }
        : new(file.Path)
        {
            Law = entry.Law.Name,
            Conjunct = entry.Conjunct,
            Status = CorpusText.Word(entry.Status),
            Shape = entry.Key.Shape,
            Size = entry.Size,
            OddOneOut = entry.OddOneOut,
            Fault = entry.Fault,
            Token = entry.Token?.ToString(),
            Tool = entry.Tool,
            Solver = entry.Solver,
            Found = entry.Found?.UtcDateTime,
            Note = entry.Note,
        };
}
