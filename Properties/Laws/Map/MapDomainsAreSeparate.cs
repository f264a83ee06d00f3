using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Map;

/// <summary>
/// Device addresses are of the device's own space (thread D12.1): behind an IOMMU of its domain, in which no two live mappings meet; on the bus
/// of no domain.
/// </summary>
internal static class MapDomainsAreSeparate
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Map.DomainsAreSeparate", "domain(map(s, d)) = domain(d); live mappings of one domain are disjoint", Check);

    private static LawResult Check(StepCase c)
    {
        if (c.Operation is not Operation.Map map || c.Result.Mapping is not { } mapping)
        {
            return LawResult.NotApplicable;
        }

        string? domain = c.Device(map.Device).Iommu?.Domain;
        return LawResult.Worst(
        [
            c.Same("the mapping is of the device's domain", domain ?? "the bus", mapping.Domain ?? "the bus"),
            c.Same("an IOMMU maps what is behind it, and nothing else", domain is not null, mapping.Kind == MappingKind.Iommu),
            domain is null ? LawResult.NotApplicable : Disjoint(c, domain),
        ]);
    }

    private static LawResult Disjoint(StepCase c, string domain)
    {
        Segment[][] tables =
        [
            .. c.Step.After.Attachments.Where(a => a.Mapping is { Kind: MappingKind.Iommu } mapping && mapping.Domain == domain)
                .Select(a => a.Mapping!.Table.Segments.ToArray()),
        ];
        for (int i = 0; i < tables.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (tables[i].Any(a => tables[j].Any(b => a.AddressBytes <= b.LastByte && b.AddressBytes <= a.LastByte)))
                {
                    return c.Violated("mappings of one domain are disjoint", "no common address", $"common addresses in {domain}");
                }
            }
        }

        return LawResult.Holds;
    }
}
