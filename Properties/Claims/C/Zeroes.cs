using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.C;

/// <summary>Fields of dma_parms that nobody set and that are read as zero.</summary>
internal static class Zeroes
{
    private static readonly Term.Variable Address = Say.Var("address", bits: 63);
    private static readonly Term.Variable Length = Say.Var("length", least: 2, bits: 62);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "C4.1",
            "A driver that sets its segment size only has a count of 0 by the new getter, as it has a boundary of 0 by the old ones.",
            "there is d that can use b: attach(v2, d) fails",
            VerdictKind.Proved,
            "one device with a size only",
            context => PublishedCode.Shows(
                context,
                Defect.G1,
                Over(Pages(0), new Device("d", new Limits { MaxSegmentSizeBytes = 65536 })).Doing(Attach("d")),
                model: Errno.Ok,
                published: Errno.Einval,
                "a device whose driver set 64 KiB and nothing else is refused")),
        ClaimKinds.ForAll(
            "C4.2",
            "A field that is 0 was never set, and the getter should give the default.",
            "legal(resolve(d, defaults)), for every catalogue device and defaults policy",
            VerdictKind.Proved,
            "all catalogue devices under three policies, each with any one field more unset",
            IllegalDefault),
        ClaimKinds.NotCheckable("C5", "He accepts what C4 says.", "consent to a review"),
        ClaimKinds.ByProof(
            "C8.1",
            "A boundary of 0 bytes means nothing, so that 0 has to be the default.",
            "length >= 2 => address .. address + length - 1 crosses a multiple of 0 + 1",
            VerdictKind.Proved,
            "all addresses and lengths of 63 bits",
            new Conjecture(
                [Address, Length],
                64,
                Say.All(),
                new Fact.Not(Address.Over(1).Is(Address.Plus(Length).Minus(Say.Number(1)).Over(1))))),
    ];

    private static Found? IllegalDefault(ClaimContext context) => (
        from device in Real.Devices
        from policy in Enum.GetValues<DefaultsPolicy>()
        from kind in LimitKinds.All
        let resolved = device.Limits.With(kind, null).Resolve(policy)
        let declared = LimitKinds.All.Aggregate(Limits.Unset, (limits, each) => limits.With(each, resolved[each]))
        where LimitChecks.Check(declared, PageSize.FourKiB) is not null
        select new Found($"{device.Name}.{kind.FieldName()} under {policy}")).FirstOrDefault();
}
