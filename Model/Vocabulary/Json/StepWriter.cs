using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Writes what is done to a buffer, a step on each line; what is as by default is left out.</summary>
internal static class StepWriter
{
    public static void Write(Utf8JsonWriter json, ValueList<Step> steps) => ObjectLines.Write(json, "steps", steps, Fields);

    /// <summary>The fields of one step.</summary>
    public static void Fields(ObjectLines line, Step step)
    {
        line.Text("op", step.Operation.Name());
        if (step.Operation.DeviceName() is { } device)
        {
            line.Text("device", device);
        }

        switch (step.Operation)
        {
            case Operation.Map map:
                Direction(line, map.Direction);
                break;
            case Operation.TestMap test:
                Direction(line, test.Direction);
                break;
            case Operation.BeginCpuAccess { Writes: true }:
                line.Flag("writes", true);
                break;
            case Operation.DeviceUse { Snoops: true }:
                line.Flag("snoops", true);
                break;
            case Operation.ExporterRefuses { Refuses: false }:
                line.Flag("refuses", false);
                break;
            case Operation.ChangeLimits change:
                Limits(line, change.Limits);
                break;
        }

        if (step.Thread != 0)
        {
            line.Number("thread", (ulong)step.Thread);
        }
    }

    private static void Direction(ObjectLines line, MapDirection direction)
    {
        if (direction != MapDirection.Bidirectional)
        {
            line.Text("direction", StepShapes.Directions[direction]);
        }
    }

    private static void Limits(ObjectLines line, Limits limits)
    {
        foreach (LimitKind kind in LimitKinds.All)
        {
            if (limits[kind] is not { } value)
            {
                continue;
            }

            if (ScenarioWriter.LimitText(kind, value) is { } text)
            {
                line.Text(kind.FieldName(), text);
            }
            else
            {
                line.Number(kind.FieldName(), value);
            }
        }
    }
}
