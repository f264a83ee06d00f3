using System.Collections.Immutable;
using System.Globalization;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Properties.Corpus;

/// <summary>One key that the head of a kept case may have.</summary>
/// <param name="Key">Before the colon.</param>
/// <param name="Expected">What may stand behind it, for messages.</param>
/// <param name="Written">The value of an entry; <see langword="null"/>: the key is left out.</param>
/// <param name="With">The entry with that value; <see langword="null"/> for a text that is none.</param>
internal sealed record HeaderField(string Key, string Expected, Func<CorpusEntry, string?> Written, Func<CorpusEntry, string, CorpusEntry?> With)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Whether a case without it is damaged.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>All, in the order of the file.</summary>
    public static ImmutableArray<HeaderField> All { get; } =
    [
        new("law", "the name of a law", e => e.Law.Name, (e, text) => LawNamed(text) is { } law ? e with { Law = law } : null) { IsRequired = true },
        new("conjunct", "the part of the law that broke", e => e.Conjunct, (e, text) => e with { Conjunct = text }) { IsRequired = true },
        new("status", "open or fixed", e => CorpusText.Word(e.Status), (e, text) => Status(text) is { } status ? e with { Status = status } : null)
        {
            IsRequired = true,
        },
        new("odd one out", "a voter", e => e.OddOneOut, (e, text) => e with { OddOneOut = text }),
        new(
            "fault",
            "the name of a defect that can be planted",
            e => e.Fault,
            (e, text) => AllFaults.Named(text) is null ? null : e with { Fault = text }),
        new(
            "token",
            "a token such as p-00c0ffee00c0ffee",
            e => e.Token?.ToString(),
            (e, text) => ReplayToken.Parse(text) is { } token ? e with { Token = token } : null),
        new("tool", "a version", e => e.Tool, (e, text) => e with { Tool = text }),
        new("solver", "a version", e => e.Solver, (e, text) => e with { Solver = text }),
        new(
            "found",
            "a time such as 2026-01-31T12:00:00Z",
            e => e.Found?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
            (e, text) => Time(text) is { } time ? e with { Found = time } : null),
        new("note", "a sentence", e => e.Note, (e, text) => e with { Note = text }),
    ];

    private static CorpusStatus? Status(string text) => text switch
    {
        "open" => CorpusStatus.Open,
        "fixed" => CorpusStatus.Fixed,
        _ => null,
    };

    private static Law? LawNamed(string name) => AllLaws.List.FirstOrDefault(law => law.Name == name);

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
}
