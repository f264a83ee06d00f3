using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>What one operation came to, as lines for people.</summary>
internal static class OutcomeText
{
    private const int MostItems = 6;

    /// <summary>The result first, then its reasons and its table, then what changed.</summary>
    public static IEnumerable<string> Lines(Outcome outcome, PageSize pageSize) =>
        ResultLines(outcome.Result).Concat(outcome.Changes.SelectMany(c => ChangeLines(c, outcome, pageSize)));

    private static IEnumerable<string> ResultLines(StepResult result)
    {
        yield return Headline(result);
        foreach (BitingLimit limit in result.Grounds?.Limits ?? [])
        {
            string origin = limit.IsDefault ? "the policy's default" : "declared";
            yield return $"  {limit.Device + "." + limit.Limit.FieldName(),-34} {Words.Value(limit.Limit, limit.Value),-12} {origin}";
        }

        foreach (string line in result.Mapping is { } mapping ? Table(mapping) : [])
        {
            yield return line;
        }

        foreach (string line in result.Constraints is { } constraints ? LifeWords.Lines(constraints) : [])
        {
            yield return $"  {line}";
        }

        foreach (string line in result.Hooks.SelectMany(HookLines))
        {
            yield return line;
        }

        if (result.CacheActions.Count > 0)
        {
            yield return $"caches: {string.Join(", ", result.CacheActions.Select(LifeWords.Of))}";
        }

        if (result.Notified.Count > 0)
        {
            yield return $"notified: attachment {string.Join(", ", result.Notified)}";
        }
    }

    private static string Headline(StepResult result)
    {
        string headline = LifeWords.Of(result.Errno);
        headline += result.Grounds is { } grounds ? $": {LifeWords.Of(grounds)}" : "";
        headline += result.Attachment is { } id ? $", attachment {id}" : "";
        return headline + (result.Mapping is { } mapping ? $", {LifeWords.Of(mapping)}" : "");
    }

    private static IEnumerable<string> HookLines(HookView hook)
    {
        string head = $"{LifeWords.Camel(hook.Hook)} hook for {hook.Device} reads";
        return hook.Recomputed == hook.Stored
            ? Under(head, hook.Stored)
            : [.. Under(head, hook.Stored), .. Under("and recomputes", hook.Recomputed)];
    }

    private static IEnumerable<string> Under(string head, Constraints constraints) =>
        LifeWords.Lines(constraints).Select(line => $"  {line}").Prepend(head);

    private static IEnumerable<string> ChangeLines(ViewChange change, Outcome outcome, PageSize pageSize) => change switch
    {
        ViewChange.Existence existence => [existence.IsExported ? "+ buffer" : "- buffer"],
        ViewChange.Storage storage => StorageLines(storage, pageSize),
        ViewChange.Attached attached => [$"+ attachment {attached.Id} {attached.Device}"],
        ViewChange.Detached detached => [$"- attachment {detached.Id} {detached.Device}"],
        ViewChange.Holds holds => [$"{LifeWords.Camel(holds.Hold)} of {holds.Id} {holds.Device}: {holds.From} -> {holds.To}"],
        ViewChange.Mapped mapped => MappedLines(mapped, outcome.Result.Mapping),
        ViewChange.Limit limit when IsAsStored(limit, outcome.Changes) => [],
        ViewChange.Limit limit =>
            [$"{Lead(limit.Of)} {limit.Kind.FieldName()}: {Words.Value(limit.Kind, limit.From)} -> {Words.Value(limit.Kind, limit.To)}"],
        ViewChange.Counted counted when IsAsStored(counted, outcome.Changes) => [],
        ViewChange.Counted counted => [$"{Lead(counted.Of)} attachments: {counted.From} -> {counted.To}"],
        ViewChange.Leaked leaked => [$"leaked attachment objects: {leaked.From} -> {leaked.To}"],
        ViewChange.Cpu cpu => [$"CPU access: {LifeWords.Camel(cpu.From)} -> {LifeWords.Camel(cpu.To)}"],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static string Lead(ConstraintsOf of) => LifeWords.Camel(of);

    /// <summary>Recomputed constraints follow the stored ones; they are news only where they do not.</summary>
    private static bool IsAsStored(ViewChange change, ValueList<ViewChange> changes) => change switch
    {
        ViewChange.Limit { Of: ConstraintsOf.Recomputed } limit => changes.Contains(limit with { Of = ConstraintsOf.Stored }),
        ViewChange.Counted { Of: ConstraintsOf.Recomputed } counted => changes.Contains(counted with { Of = ConstraintsOf.Stored }),
        _ => false,
    };

    private static IEnumerable<string> MappedLines(ViewChange.Mapped mapped, Mapping? given)
    {
        string from = mapped.From is null ? "none" : LifeWords.Of(mapped.From);
        string to = mapped.To is null ? "none" : LifeWords.Of(mapped.To);
        string line = $"mapping of {mapped.Id} {mapped.Device}: {from} -> {to}";

        // The table that the operation gave is printed already.
        return mapped.To is null || mapped.To == given ? [line] : Table(mapped.To).Prepend(line);
    }

    private static IEnumerable<string> StorageLines(ViewChange.Storage storage, PageSize pageSize)
    {
        string line = $"storage: {Summary(storage.From, pageSize)} -> {Summary(storage.To, pageSize)}";
        return storage.To is not { } layout
            ? [line]
            : Elided(layout.Runs, "run", r => Piece((UInt128)r.FirstPfn << pageSize.Shift, (UInt128)r.Pages << pageSize.Shift)).Prepend(line);
    }

    /// <summary>Where the first run is tells most moves from one another.</summary>
    private static string Summary(Layout? layout, PageSize pageSize)
    {
        if (layout is null)
        {
            return "none";
        }

        string offset = layout.OffsetBytes == 0 ? "" : $", offset {Words.Hex(layout.OffsetBytes)}";
        string address = Words.Hex(layout.Runs[0].FirstPfn << pageSize.Shift);
        return $"{layout.Runs.Count} run{(layout.Runs.Count == 1 ? "" : "s")} at {address}{offset}";
    }

    private static IEnumerable<string> Table(Mapping mapping) =>
        Elided(mapping.Table.Segments, "segment", s => Piece(s.AddressBytes, s.LengthBytes));

    private static string Piece(UInt128 address, UInt128 bytes) => $"{$"0x{address:x}",18} + {Words.Bytes(bytes)}";

    /// <summary>All items, or the first and the last ones with a count of those between.</summary>
    private static IEnumerable<string> Elided<T>(ValueList<T> items, string what, Func<T, string> line)
    {
        if (items.Count <= MostItems)
        {
            return items.Select(line);
        }

        int more = items.Count - MostItems;
        return
        [
            .. items.Take(MostItems / 2).Select(line),
            $"  … {more} more {what}{(more == 1 ? "" : "s")}",
            .. items.Skip(items.Count - (MostItems / 2)).Select(line),
        ];
    }
}
