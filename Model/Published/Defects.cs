using System.Numerics;

namespace DmabufVerify.Published;

/// <summary>A set of defects; equal when the members are. The default value is the empty set.</summary>
public readonly record struct Defects
{
    private readonly ulong _bits;

    private Defects(ulong bits) => _bits = bits;

    /// <summary>No defect: a buffer that does what docs/lifecycle.md says.</summary>
    public static Defects None => default;

    /// <summary>Every defect that can be switched on.</summary>
    public static Defects All { get; } = Of(Enum.GetValues<Defect>());

    /// <summary>How many.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>The members, in the order of <see cref="Defect"/>.</summary>
    public IEnumerable<Defect> Members => Enum.GetValues<Defect>().Where(Has);

    /// <summary>A set of these.</summary>
    public static Defects Of(params ReadOnlySpan<Defect> defects)
    {
        ulong bits = 0;
        foreach (Defect defect in defects)
        {
            bits |= Bit(defect);
        }

        return new(bits);
    }

    /// <summary>Whether a defect is switched on.</summary>
    public bool Has(Defect defect) => (_bits & Bit(defect)) != 0;

    /// <summary>This set and one more.</summary>
    public Defects With(Defect defect) => new(_bits | Bit(defect));

    /// <summary>This set but for one.</summary>
    public Defects Without(Defect defect) => new(_bits & ~Bit(defect));

    /// <summary>Numbers with blanks between them, "none" for none.</summary>
    public override string ToString() => _bits == 0 ? "none" : string.Join(' ', Members);

    private static ulong Bit(Defect defect) => 1UL << (int)defect;
}
