using System.Collections.Immutable;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads from where an exporter may take storage.</summary>
internal static class MemoryReader
{
    private const string Expected = "a list of extents, such as [ { \"base\": \"0x80000000\", \"size\": \"16MiB\" } ]";

    /// <summary>Whole pages within memory, none in two extents; empty after a failure.</summary>
    public static ValueList<MemoryExtent> Read(JsonWalker walker, JsonElement memory, PageSize pageSize)
    {
        if (!walker.Open(memory, ScenarioShapes.Memory))
        {
            return [];
        }

        if (JsonWalker.Field(memory, "extents") is not { } list)
        {
            walker.FailMissing(memory, "extents", Expected);
            return [];
        }

        ImmutableArray<MemoryExtent>.Builder extents = ImmutableArray.CreateBuilder<MemoryExtent>();
        foreach (JsonElement item in LayoutReader.Items(walker, list, Expected))
        {
            if (One(walker, item, pageSize) is not { } extent)
            {
                return [];
            }

            extents.Add(extent);
        }

        if (RunOverlap.Find([.. extents.Select(e => e.Pages)]) is { } overlap)
        {
            walker.Fail(list[overlap.Later], $"page 0x{overlap.Pfn:x}", $"is in extents[{overlap.Earlier}] too; expected every page once");
        }

        return new(extents.ToImmutable());
    }

    private static MemoryExtent? One(JsonWalker walker, JsonElement item, PageSize pageSize)
    {
        if (!walker.Open(item, ScenarioShapes.Extent)
            || Pages(walker, item, "base", ScenarioShapes.ExtentBase, pageSize) is not { } pfn
            || Pages(walker, item, "size", ScenarioShapes.ExtentSize, pageSize) is not { } pages
            || LayoutReader.WithinMemory(walker, item, pageSize, new PfnRun(pfn, pages)) is not { } run)
        {
            return null;
        }

        string? heap = JsonWalker.Field(item, "heap") is { } name ? walker.Name(name) : MemoryExtent.DefaultHeap;
        return heap is null ? null : new MemoryExtent(run, heap);
    }

    /// <summary>Bytes of a field as whole pages.</summary>
    private static ulong? Pages(JsonWalker walker, JsonElement item, string field, Quantity quantity, PageSize pageSize)
    {
        if (walker.RequiredNumber(item, field, quantity) is not { } bytes)
        {
            return null;
        }

        ulong pages = pageSize.WholePages(bytes);
        if (pageSize.PagesFor(bytes) == pages)
        {
            return pages;
        }

        walker.Fail(item.GetProperty(field), $"expected a multiple of the page size, {pageSize.Bytes} bytes");
        return null;
    }
}
