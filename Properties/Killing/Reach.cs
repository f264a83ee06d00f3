using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Killing;

/// <summary>Which mutants each law runs into with each scenario: what runs into none of a mutant's code cannot notice it, and need not be asked.</summary>
public sealed class Reach
{
    private readonly Dictionary<int, List<Shown>> _shown = [];

    /// <summary>What runs a mutant's place in the code, in the order of <see cref="Trial.Everything"/>; nothing for one that is never run.</summary>
    public IReadOnlyList<Shown> Of(int mutant) => _shown.TryGetValue(mutant, out List<Shown>? shown) ? shown : [];

    /// <summary>Asks everything once, with all mutants off.</summary>
    /// <param name="trial">What to ask.</param>
    /// <param name="voters">Who is asked.</param>
    /// <param name="mutants">Tells what is run.</param>
    public static Reach Of(Trial trial, Voters voters, IMutantSwitch mutants)
    {
        var reach = new Reach();
        foreach (Shown shown in trial.Everything)
        {
            foreach (int mutant in mutants.RunBy(() => trial.Ask(shown, voters)))
            {
                reach.Add(mutant, shown);
            }
        }

        return reach;
    }

    /// <summary>Writes it down for other processes.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(_shown.Count);
        foreach ((int mutant, List<Shown> all) in _shown)
        {
            to.Write(mutant);
            to.Write(all.Count);
            foreach (Shown shown in all)
            {
                to.Write((byte)shown.Seed);
                to.Write((byte)shown.Law);
                to.Write((ushort)shown.Index);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Reach Read(BinaryReader from)
    {
        var reach = new Reach();
        for (int mutants = from.ReadInt32(); mutants > 0; mutants--)
        {
            int mutant = from.ReadInt32();
            for (int count = from.ReadInt32(); count > 0; count--)
            {
                reach.Add(mutant, new Shown(from.ReadByte(), from.ReadByte(), from.ReadUInt16()));
            }
        }

        return reach;
    }

    private void Add(int mutant, Shown shown)
    {
        if (!_shown.TryGetValue(mutant, out List<Shown>? all))
        {
            _shown[mutant] = all = [];
        }

        all.Add(shown);
    }
}
