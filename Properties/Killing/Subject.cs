using System.Globalization;
using System.Text.Json.Serialization;

namespace DmabufVerify.Properties.Killing;

/// <summary>What kind of defect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubjectKind>))]
public enum SubjectKind
{
    /// <summary>None: no law may break.</summary>
    Sound,

    /// <summary>A mutant, by its number.</summary>
    Mutant,

    /// <summary>A mutant of what runs once in a process: it is on before anything else runs, in a process of its own.</summary>
    StaticMutant,

    /// <summary>A defect planted by hand, by its name.</summary>
    Fault,
}

/// <summary>A defect that laws are to notice.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Name">Which one; empty for none.</param>
public readonly record struct Subject(SubjectKind Kind, string Name)
{
    /// <summary>Number of a mutant.</summary>
    [JsonIgnore]
    public int Mutant => int.Parse(Name, CultureInfo.InvariantCulture);

    /// <summary>Whether it is a mutant.</summary>
    [JsonIgnore]
    public bool IsMutant => Kind is SubjectKind.Mutant or SubjectKind.StaticMutant;

    /// <summary>One word for the kind, one for the name: what <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{Kind} {Name}".TrimEnd();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Subject Parse(string line)
    {
        string[] words = line.Split(' ', 2);
        return new(Enum.Parse<SubjectKind>(words[0]), words.Length > 1 ? words[1] : "");
    }
}
