using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whether storage can go elsewhere, and where.</summary>
internal static class Moving
{
    /// <summary>What keeps it where it is, and whose; <see langword="null"/> where nothing does.</summary>
    public static (GroundsKind Kind, string? Device)? Obstacle(Setup setup, BufferState state)
    {
        if (!setup.Scenario.Exporter.IsMovable)
        {
            return (GroundsKind.NotMovable, null);
        }

        if (state.Attachments.FirstOrDefault(a => a.Pins > 0) is { } pinning)
        {
            return (GroundsKind.Pinned, pinning.Device.Name);
        }

        if (state.CpuAccess != CpuAccess.None)
        {
            return (GroundsKind.CpuAccessOpen, null);
        }

        return state.Attachments.FirstOrDefault(a => a.Live is not null && a.Device.Importer != ImporterHabit.MovesOnNotice) is { } mapping
            ? (GroundsKind.LiveMapping, mapping.Device.Name)
            : null;
    }

    /// <summary>The first candidate that serves everybody and has no page of the present storage.</summary>
    public static Layout? Destination(Setup setup, Layout present, IReadOnlyCollection<Device> devices)
    {
        foreach (Layout candidate in setup.Candidates)
        {
            if (AreDisjoint(candidate, present) && Serving.Serves(setup, candidate, devices))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The runs of one layout never overlap, so two layouts do exactly when neighbours in memory do.</summary>
    private static bool AreDisjoint(Layout one, Layout other)
    {
        PfnRun[] runs = [.. one.Runs.Concat(other.Runs).OrderBy(run => run.FirstPfn)];
        return !runs.Zip(runs.Skip(1)).Any(pair => pair.First.EndPfn > pair.Second.FirstPfn);
    }
}
