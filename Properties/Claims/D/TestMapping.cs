using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Laws.TestMap;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Whether an exporter can find out by trying.</summary>
internal static class TestMapping
{
    /// <summary>Over storage that is there, a device that does not bounce joins only if it can be mapped now.</summary>
    private static readonly Law Decides = TraceLaws.OfEachStep(
        "TestMap.DecidesAttach", "zeroCopy(d), storage(s) exists, attach(s, d) = s' => testMap(s', d) = ok", Check);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ByLaw("D12.7a", "An exporter can find out by test-mapping whether an attachment works: test-map says what map will.", TestMapPredicts.Law),
        ClaimKinds.ByLaw("D12.7b", "With a promise against copies that decides an attachment exactly: who joins can be mapped.", Decides),
        ClaimKinds.ForAll(
            "D12.7c",
            "Test-mapping decides without that promise too.",
            "attach(s, d) = s', testMap(s', d) = ok => the device sees the buffer itself",
            VerdictKind.Refuted,
            "one device that may bounce, over one page out of reach",
            SilentCopy),
    ];

    private static LawResult Check(StepCase c)
    {
        if (c.Operation is not Operation.Attach attach || !c.IsOk || c.Step.After.Storage is null
            || c.Device(attach.Device) is not { MayBounce: false, Iommu: null })
        {
            return LawResult.NotApplicable;
        }

        Step question = new(new Operation.TestMap(attach.Device, MapDirection.Bidirectional));
        StepResult tested = LifecycleTrace.Of(c.Rules, c.Scenario, [.. c.Trace.Steps.Take(c.Index + 1).Select(s => s.Step), question]).Steps[^1].Result;
        return c.Same("who joins can be mapped", Errno.Ok, tested.Errno);
    }

    private static Found? SilentCopy(ClaimContext context)
    {
        // Above the pool, which is at 16 MiB, and so above the device's reach of 32 MiB.
        Scenario history = Over(Pages(0x2000), Device("d", reach: 0x1ffffff) with { MayBounce = true })
            .Doing(Attach("d"), new Operation.TestMap("d", MapDirection.Bidirectional));
        return LifecycleTrace.Of(context.Voters.Spec, history).Steps[^1].Result.Mapping is { Kind: MappingKind.Bounced }
            && context.Errnos(history)[^1] == Errno.Ok
            ? new Found("attach and test-map succeed, and what the device sees is a copy", history)
            : null;
    }
}
