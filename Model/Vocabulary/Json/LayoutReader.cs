using System.Collections.Immutable;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads a scenario's layout: runs as they stand, or page frame numbers joined to maximal runs.</summary>
internal static class LayoutReader
{
    private const string RunExample = "[ { \"pfn\": \"0x1000\", \"pages\": 256 } ]";

    /// <summary>The layout, which then covers <paramref name="size"/> bytes; <see langword="null"/> after a failure.</summary>
    public static Layout? Read(JsonWalker walker, JsonElement element, PageSize pageSize, ulong size)
    {
        if (!walker.Open(element, ScenarioShapes.Layout))
        {
            return null;
        }

        ulong offset = Offset(walker, element, pageSize);
        ImmutableArray<PfnRun> runs = (JsonWalker.Field(element, "runs"), JsonWalker.Field(element, "pfns")) switch
        {
            ({ }, { } pfns) => FailTwice(walker, pfns),
            ({ } list, null) => Runs(walker, list, RunExample, item => Run(walker, item, pageSize)),
            (null, { } pfns) => Pfns(walker, pfns, pageSize),
            (null, null) => FailNone(walker, element),
        };
        if (walker.Failed)
        {
            return null;
        }

        var layout = new Layout(offset, new(runs));
        UInt128 room = ((UInt128)layout.Pages << pageSize.Shift) - offset;
        if (size > room)
        {
            walker.Fail(element, $"{layout.Pages} pages", $"hold {room} bytes from the offset on; expected room for the buffer's {size}");
        }

        return layout;
    }

    /// <summary>A list of runs, each read by <paramref name="read"/>, none overlapping; empty after a failure.</summary>
    public static ImmutableArray<PfnRun> Runs(JsonWalker walker, JsonElement list, string example, Func<JsonElement, PfnRun?> read)
    {
        ImmutableArray<PfnRun>.Builder builder = ImmutableArray.CreateBuilder<PfnRun>();
        foreach (JsonElement item in Items(walker, list, $"a list of runs, such as {example}"))
        {
            if (read(item) is not { } run)
            {
                return [];
            }

            builder.Add(run);
        }

        ImmutableArray<PfnRun> runs = builder.ToImmutable();
        if (RunOverlap.Find(runs) is { } overlap)
        {
            walker.Fail(list[overlap.Later], $"page 0x{overlap.Pfn:x}", $"is in runs[{overlap.Earlier}] too; expected every page once");
        }

        return runs;
    }

    /// <summary>A run that ends within memory; <see langword="null"/> after a failure.</summary>
    public static PfnRun? WithinMemory(JsonWalker walker, JsonElement item, PageSize pageSize, PfnRun run)
    {
        if (run.EndPfn <= EndPfn(pageSize))
        {
            return run;
        }

        walker.Fail(item, $"0x{run.FirstPfn:x} + {run.Pages} pages", EndMessage(pageSize));
        return null;
    }

    /// <summary>The elements of a list that must not be empty; none after a failure.</summary>
    public static JsonElement.ArrayEnumerator Items(JsonWalker walker, JsonElement list, string expected)
    {
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            return list.EnumerateArray();
        }

        walker.Fail(list, list.ValueKind == JsonValueKind.Array ? "an empty list" : Printable.Value(list), $"expected {expected}");
        return default;
    }

    private static ulong Offset(JsonWalker walker, JsonElement layout, PageSize pageSize)
    {
        ulong offset = 0;
        if (JsonWalker.Field(layout, "offset") is { } element)
        {
            offset = walker.Number(element, ScenarioShapes.Offset) ?? 0;
            if (offset >= pageSize.Bytes)
            {
                walker.Fail(element, $"expected less than a page, {pageSize.Bytes} bytes; leave out the pages before it");
            }
        }

        return offset;
    }

    private static PfnRun? Run(JsonWalker walker, JsonElement item, PageSize pageSize) =>
        walker.Open(item, ScenarioShapes.Run)
        && walker.RequiredNumber(item, "pfn", ScenarioShapes.Pfn) is { } pfn
        && walker.RequiredNumber(item, "pages", ScenarioShapes.Pages) is { } pages
            ? WithinMemory(walker, item, pageSize, new PfnRun(pfn, pages))
            : null;

    private static ImmutableArray<PfnRun> Pfns(JsonWalker walker, JsonElement list, PageSize pageSize)
    {
        var pfns = new List<ulong>();
        foreach (JsonElement item in Items(walker, list, "a list of page frame numbers, such as [ 4096, 4097 ]"))
        {
            if (walker.Number(item, ScenarioShapes.Pfn) is not { } pfn)
            {
                return [];
            }

            if (pfn >= EndPfn(pageSize))
            {
                walker.Fail(item, EndMessage(pageSize));
                return [];
            }

            pfns.Add(pfn);
        }

        ImmutableArray<PfnRun> runs = MaximalRuns.Of(pfns);
        if (RunOverlap.Find(runs) is { } overlap)
        {
            walker.Fail(list[pfns.LastIndexOf(overlap.Pfn)], "is in the list already; expected every page once");
        }

        return runs;
    }

    /// <summary>2^52, and no byte beyond 2^64 - 1.</summary>
    private static ulong EndPfn(PageSize pageSize) => PfnRun.MaxEndPfn >> (pageSize.Shift - PageSize.FourKiB.Shift);

    private static string EndMessage(PageSize pageSize) =>
        $"expected to end at page 0x{EndPfn(pageSize):x} at most: addresses have 64 bits and a page {pageSize.Bytes} bytes";

    private static ImmutableArray<PfnRun> FailTwice(JsonWalker walker, JsonElement pfns)
    {
        walker.Fail(pfns, "expected either runs or pfns, not both");
        return [];
    }

    private static ImmutableArray<PfnRun> FailNone(JsonWalker walker, JsonElement layout)
    {
        walker.FailMissing(layout, "runs", "runs or pfns; leave out the whole layout to ask about any");
        return [];
    }
}
