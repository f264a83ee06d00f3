using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Keeps from <c>decide</c> and <c>segment</c> what they would have to ignore, or what contradicts itself.</summary>
internal static class QuestionGate
{
    private const string Advice = "; the steps of a scenario are run by ./verify run";

    /// <summary>The scenario, or what about it is more than a question.</summary>
    /// <param name="read">What came of reading it.</param>
    /// <param name="line">Its line in a .jsonl file.</param>
    public static ReadResult<Scenario> Pass(ReadResult<Scenario> read, long? line = null)
    {
        if (read.Value is not { } scenario)
        {
            return read;
        }

        if (scenario is { Layout: not null, Memory.Count: > 0 })
        {
            return new InputProblem("memory", "", $"there is a layout already; decide and segment take one or the other{Advice}", line);
        }

        int index = scenario.Devices.TakeWhile(d => d is not { Iommu: null, MayBounce: true }).Count();
        return index == scenario.Devices.Count || scenario is not { Layout: null, Memory.Count: 0 }
            ? read
            : new InputProblem(
                $"devices[{index}].bounce",
                "true",
                "what is copied depends on where the storage is; expected a layout or memory beside it, or false",
                line);
    }
}
