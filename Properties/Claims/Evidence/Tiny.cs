using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Small scenarios in few words. Pages have 4 KiB, and what is not said is unlimited, so that no default has a say.</summary>
internal static class Tiny
{
    /// <summary>Bytes of a page.</summary>
    public const ulong Page = 4096;

    /// <summary>A limit that asks for nothing.</summary>
    public const ulong Any = ulong.MaxValue;

    /// <summary>A directly mapped device with these limits and no others.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Segments.</param>
    /// <param name="size">Bytes of a segment.</param>
    /// <param name="boundary">Boundary mask.</param>
    /// <param name="reach">Address mask.</param>
    public static Device Device(string name, ulong count = Any, ulong size = Any, ulong boundary = Any, ulong reach = Any) => new(
        name,
        new Limits
        {
            MaxSegmentCount = count,
            MaxSegmentSizeBytes = size,
            SegmentBoundaryMask = boundary,
            VirtBoundaryMask = 0,
            MinAlignMask = 0,
            AddressMask = reach,
        });

    /// <summary>The same device behind an IOMMU with pages of the machine.</summary>
    public static Device Behind(this Device device, string domain) => device with { Iommu = new Iommu(domain, Page) };

    /// <summary>Storage of these pages, in the buffer's order.</summary>
    public static Layout Pages(params ReadOnlySpan<ulong> pfns)
    {
        var runs = new List<PfnRun>();
        foreach (ulong pfn in pfns)
        {
            if (runs is [.., var last] && last.EndPfn == pfn)
            {
                runs[^1] = last with { Pages = last.Pages + 1 };
            }
            else
            {
                runs.Add(new PfnRun(pfn, 1));
            }
        }

        return new Layout(0, [.. runs]);
    }

    /// <summary>A buffer over all of a storage.</summary>
    public static Scenario Over(Layout layout, params ReadOnlySpan<Device> devices) => new()
    {
        BufferSizeBytes = (layout.Pages * Page) - layout.OffsetBytes,
        Layout = layout,
        Devices = ValueList.Create(devices),
    };

    /// <summary>A buffer of so many bytes, storage not chosen.</summary>
    public static Scenario Anywhere(ulong sizeBytes, params ReadOnlySpan<Device> devices) => new()
    {
        BufferSizeBytes = sizeBytes,
        Devices = ValueList.Create(devices),
    };

    /// <summary>With a table for each device.</summary>
    public static Scenario Tailored(this Scenario scenario) => scenario with { Mode = SharingMode.Tailored };

    /// <summary>With only one of the devices, or some.</summary>
    public static Scenario With(this Scenario scenario, params ReadOnlySpan<Device> devices) =>
        scenario with { Devices = ValueList.Create(devices) };

    /// <summary>With a history.</summary>
    public static Scenario Doing(this Scenario scenario, params ReadOnlySpan<Operation> operations)
    {
        var steps = new List<Step>();
        foreach (Operation operation in operations)
        {
            steps.Add(new Step(operation));
        }

        return scenario with { Steps = [.. steps] };
    }

    /// <summary>A device joins.</summary>
    public static Operation Attach(string device) => new Operation.Attach(device);

    /// <summary>A device maps for both directions.</summary>
    public static Operation Map(string device) => new Operation.Map(device, MapDirection.Bidirectional);

    /// <summary>Both answer sat.</summary>
    public static bool IsSat(this ClaimContext context, Scenario scenario) => Both(context, scenario, Verdict.Sat);

    /// <summary>Both answer unsat.</summary>
    public static bool IsUnsat(this ClaimContext context, Scenario scenario) => Both(context, scenario, Verdict.Unsat);

    /// <summary>How each step of a history ended, export included where it comes by itself; nobody may differ from anybody.</summary>
    public static ValueList<Errno> Errnos(this ClaimContext context, Scenario scenario)
    {
        ValueList<Errno>[] told =
            [.. context.Voters.Rules.Select(rules => ValueList.Create<Errno>([.. LifecycleTrace.Of(rules, scenario).Steps.Select(s => s.Result.Errno)]))];
        return told.All(t => t == told[0]) ? told[0] : throw new InvalidOperationException("specification and engine differ");
    }

    private static bool Both(ClaimContext context, Scenario scenario, Verdict verdict) =>
        context.Voters.Rules.All(rules => rules.Verdict(scenario) == verdict);
}
