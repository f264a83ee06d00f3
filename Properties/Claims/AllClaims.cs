using System.Collections.Immutable;
using DmabufVerify.Properties.Claims.C;
using DmabufVerify.Properties.Claims.D;
using DmabufVerify.Properties.Claims.E;
using DmabufVerify.Properties.Claims.S;

namespace DmabufVerify.Properties.Claims;

/// <summary>Every claim there is: all that the thread says from January 2015 on, and what the project says about it.</summary>
public static class AllClaims
{
    /// <summary>In the thread's order.</summary>
    public static ImmutableArray<Claim> List { get; } =
    [
        .. new[]
            {
                Split.Claims, SegmentCount.Claims, Masks.Claims, Zeroes.Claims,
                Encodings.Claims, CountTimesSize.Claims, LateJoiner.Claims, Refusals.Claims, SeveralTables.Claims, Contiguity.Claims,
                OwnTables.Claims, MovingStorage.Claims, TestMapping.Claims, Caches.Claims, WhereToAllocate.Claims, StructPages.Claims,
                BeyondTheModel.Claims,
                Flags.Claims, Strides.Claims, Coalescing.Claims,
                F.Merging.Claims, Decisions.Claims,
            }
            .SelectMany(group => group)
            .OrderBy(claim => Order(claim.Number))
            .ThenBy(claim => claim.Id, StringComparer.Ordinal),
    ];

    /// <summary>D9 comes before D10, and D10.9 before D10.10.</summary>
    private static (char Section, int Mail, int Item) Order(string number)
    {
        string[] parts = number[1..].Split('.');
        return (number[0], int.Parse(parts[0], null), parts.Length > 1 ? int.Parse(parts[1], null) : 0);
    }
}
