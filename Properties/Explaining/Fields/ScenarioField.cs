using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>One field of a scenario file, and what may stand there instead.</summary>
/// <param name="Path">As messages about input write it.</param>
/// <param name="Others">
/// Each puts one value there and leaves everything else as it is, so that several fields can be set one after another. The value may be the present one, and
/// the scenario that comes out may be illegal: whoever tries it looks.
/// </param>
/// <param name="IsAll">Whether these are all values that there are.</param>
internal sealed record ScenarioField(string Path, IReadOnlyList<Func<Scenario, Scenario>> Others, bool IsAll)
{
    /// <summary>A field with every value of a closed choice.</summary>
    public static ScenarioField Choice<T>(string path, Func<Scenario, T, Scenario> with)
        where T : struct, Enum => new(path, [.. Enum.GetValues<T>().Select(Put(with))], IsAll: true);

    /// <summary>A flag.</summary>
    public static ScenarioField Flag(string path, Func<Scenario, bool, Scenario> with) =>
        new(path, [Put(with)(false), Put(with)(true)], IsAll: true);

    /// <summary>A field with some of many values.</summary>
    public static ScenarioField Some<T>(string path, IEnumerable<T> values, Func<Scenario, T, Scenario> with) =>
        new(path, [.. values.Distinct().Select(Put(with))], IsAll: false);

    /// <summary>The scenario with one device changed.</summary>
    public static Scenario WithDevice(Scenario scenario, int index, Func<Device, Device> change) =>
        scenario with { Devices = Replaced(scenario.Devices, index, change) };

    /// <summary>The list with one element changed.</summary>
    public static ValueList<T> Replaced<T>(ValueList<T> list, int index, Func<T, T> change) =>
        [.. list.Take(index), change(list[index]), .. list.Skip(index + 1)];

    private static Func<T, Func<Scenario, Scenario>> Put<T>(Func<Scenario, T, Scenario> with) => value => scenario => with(scenario, value);
}
