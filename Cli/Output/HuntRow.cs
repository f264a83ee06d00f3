using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>One planted defect and what the laws made of it.</summary>
/// <param name="Hunt">The searches.</param>
/// <param name="Path">Where the shrunk scenario is; <see langword="null"/> when nothing was found.</param>
internal sealed record HuntRow(Hunt Hunt, string? Path)
{
    public static HuntRow Of(Hunt hunt, string folder) =>
        new(hunt, hunt.Finding is null ? null : System.IO.Path.Combine(folder, $"{hunt.Fault.Name}.json"));

    /// <summary>Found from every seed; or nothing found where nothing is wrong.</summary>
    public bool IsAsItShouldBe => Hunt.Fault == PublishedFaults.None ? Hunt.Found == 0 : Hunt.Found == Hunt.CasesToFind.Count;

    /// <summary>Devices and steps of the shrunk scenario.</summary>
    public string Size => Hunt.Finding?.Shrunk.Scenario is { } scenario
        ? $"{Number(scenario.Devices.Count, "device")}, {Number(scenario.Steps.Count, "step")}"
        : "";

    /// <summary>Writes the shrunk scenario; what went wrong, or <see langword="null"/>.</summary>
    public string? Write() => Path is null ? null : OutputFile.TryWrite(Path, ScenarioWriter.Write(Hunt.Finding!.Shrunk.Scenario));

    private static string Number(int count, string what) => $"{Words.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
