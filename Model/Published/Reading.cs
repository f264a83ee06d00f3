using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>What the patches' getters make of a declaration, and what attach lets in. Without a defect: what was declared.</summary>
internal static class Reading
{
    private const ulong Default319Size = 65536;
    private const ulong Mask32 = 0xffffffff;

    /// <summary>A device's declaration as it is now, as the getters read it.</summary>
    public static Device Of(Setup setup, BufferState state, string name)
    {
        Device device = setup.DeviceNamed(name);
        return device with { Limits = Read(setup, state.Changed.GetValueOrDefault(name, device.Limits)) };
    }

    /// <summary>A declaration as the getters read it.</summary>
    public static Limits Read(Setup setup, Limits declared)
    {
        Limits limits = declared;
        if (setup.Has(Defect.F21) && limits.MaxSegmentCount == 0)
        {
            limits = limits with { MaxSegmentCount = ulong.MaxValue };
        }

        if (setup.Has(Defect.G1) && HasParms(declared))
        {
            limits = limits with { MaxSegmentCount = limits.MaxSegmentCount ?? 0 };
        }

        if (setup.Has(Defect.F14) && HasParms(declared))
        {
            limits = FillIn(limits, sizeBytes: 0, boundaryMask: 0);
        }

        if (setup.Has(Defect.F13))
        {
            limits = FillIn(limits, Default319Size, Mask32);
        }

        return setup.IgnoresReach ? limits with { AddressMask = ulong.MaxValue } : limits;
    }

    /// <summary>Whether a driver that declares this has allocated dma_parms, of which the patches' three fields are part.</summary>
    public static bool HasParms(Limits declared) =>
        declared is not { MaxSegmentCount: null, MaxSegmentSizeBytes: null, SegmentBoundaryMask: null };

    /// <summary>The first field that attach does not let in.</summary>
    public static LimitProblem? Problem(Setup setup, Limits limits) =>
        FirstProblem(setup, limits, problem => IsTolerated(setup, problem));

    /// <summary>The first field that a setter of the 3.19 base does not let in: it takes any zero.</summary>
    public static LimitProblem? ProblemForSetter(Setup setup, Limits limits) =>
        FirstProblem(setup, limits, problem => IsZeroParm(problem) || IsTolerated(setup, problem));

    private static LimitProblem? FirstProblem(Setup setup, Limits limits, Func<LimitProblem, bool> tolerates)
    {
        LimitProblem? problem;
        while ((problem = LimitChecks.Check(limits, setup.Scenario.PageSize)) is not null && tolerates(problem))
        {
            limits = limits.With(problem.Kind, null);
        }

        return problem;
    }

    private static bool IsTolerated(Setup setup, LimitProblem problem)
    {
        bool isBoundary = problem.Kind == LimitKind.SegmentBoundaryMask;
        bool isBelowPage = problem.Kind == LimitKind.MaxSegmentSize
            || (isBoundary && problem.Value < setup.Scenario.PageSize.Bytes - 1);
        bool isNoMask = isBoundary && Judging.LowMask(problem.Value) != problem.Value;
        return (isBelowPage || isNoMask)
            && problem.Value != 0
            && (!isBelowPage || setup.Has(Defect.F12))
            && (!isNoMask || setup.Has(Defect.F11));
    }

    private static bool IsZeroParm(LimitProblem problem) =>
        problem is { Value: 0, Kind: LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize or LimitKind.SegmentBoundaryMask };

    private static Limits FillIn(Limits limits, ulong sizeBytes, ulong boundaryMask) => limits with
    {
        MaxSegmentSizeBytes = limits.MaxSegmentSizeBytes ?? sizeBytes,
        SegmentBoundaryMask = limits.SegmentBoundaryMask ?? boundaryMask,
    };
}
