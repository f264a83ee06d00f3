using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Where storage comes from when it is needed.</summary>
internal static class Allocation
{
    /// <summary>The state with storage; <see langword="null"/> where no candidate serves everybody attached.</summary>
    public static BufferState? WithStorage(Setup setup, BufferState state)
    {
        if (state.Storage is not null)
        {
            return state;
        }

        Device[] served = setup.Has(Defect.F18) && state.FirstAttached is { } first ? [first] : [.. state.Devices];
        foreach (Layout candidate in setup.Candidates)
        {
            if (Serving.Serves(setup, candidate, served))
            {
                return state with { Storage = candidate };
            }
        }

        return null;
    }
}
