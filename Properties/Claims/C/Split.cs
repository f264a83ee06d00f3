namespace DmabufVerify.Properties.Claims.C;

/// <summary>How the work was cut into patches.</summary>
internal static class Split
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.NotCheckable(
            "C1.1", "Constraint sharing comes first, helpers for allocation later.", "how work is divided among patches"),
    ];
}
