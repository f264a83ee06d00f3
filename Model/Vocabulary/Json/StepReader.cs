using System.Collections.Immutable;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads what is done to a buffer.</summary>
internal sealed class StepReader(JsonWalker walker, ValueList<Device> devices)
{
    private readonly HashSet<string> _names = [.. devices.Select(d => d.Name)];

    /// <summary>Every step, in the file's order; empty after a failure. O(steps).</summary>
    public ValueList<Step> All()
    {
        if (walker.Failed || JsonWalker.Field(walker.Root, "steps") is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            walker.Fail(list, "expected a list of steps, such as [ { \"op\": \"attach\", \"device\": \"display\" } ]");
            return [];
        }

        int count = list.GetArrayLength();
        if (count > Scenario.MaxSteps)
        {
            walker.Fail(list, $"{count} steps", $"expected at most {Scenario.MaxSteps}");
            return [];
        }

        ImmutableArray<Step>.Builder steps = ImmutableArray.CreateBuilder<Step>(count);
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (One(element) is not { } step)
            {
                return [];
            }

            steps.Add(step);
        }

        return new(steps.MoveToImmutable());
    }

    private Step? One(JsonElement element)
    {
        if (ShapeOf(element) is not { } shape || !walker.Open(element, shape))
        {
            return null;
        }

        string device = shape.Fields.Contains("device") ? DeviceName(element) : "";
        Operation operation = Read(element, shape.What, device);
        ulong? thread = JsonWalker.Field(element, "thread") is { } number ? walker.Number(number, StepShapes.Thread) : 0;
        return walker.Failed ? null : new Step(operation, (int)(thread ?? 0));
    }

    /// <summary>The shape that the operation's name stands for; its <see cref="ObjectShape.What"/> is that name.</summary>
    private ObjectShape? ShapeOf(JsonElement element)
    {
        string names = string.Join(", ", StepShapes.Names);
        if (element.ValueKind != JsonValueKind.Object)
        {
            walker.Fail(element, "expected a step: an object such as { \"op\": \"attach\", \"device\": \"display\" }");
            return null;
        }

        if (JsonWalker.Field(element, "op") is not { } op)
        {
            walker.FailMissing(element, "op", $"an operation: {names}");
            return null;
        }

        string name = op.ValueKind == JsonValueKind.String ? op.GetString() ?? "" : "";
        if (StepShapes.Of.TryGetValue(name, out ObjectShape? shape))
        {
            return shape;
        }

        walker.Fail(op, Nearest.To(name, StepShapes.Names) is { } near
            ? $"no such operation; did you mean \"{near}\"?"
            : $"no such operation; there are {names}");
        return null;
    }

    /// <summary>One of the scenario's devices; empty after a failure.</summary>
    private string DeviceName(JsonElement step)
    {
        const string expected = "the name of one of the scenario's devices";
        if (JsonWalker.Field(step, "device") is not { } element)
        {
            walker.FailMissing(step, "device", expected);
            return "";
        }

        string name = element.ValueKind == JsonValueKind.String ? element.GetString() ?? "" : "";
        if (!_names.Contains(name))
        {
            walker.Fail(element, Nearest.To(name, _names) is { } near
                ? $"no such device; did you mean \"{near}\"?"
                : $"no such device; expected {expected}");
        }

        return name;
    }

    private Operation Read(JsonElement step, string name, string device) => name switch
    {
        "export" => new Operation.Export(),
        "attach" => new Operation.Attach(device),
        "detach" => new Operation.Detach(device),
        "map" => new Operation.Map(device, Direction(step)),
        "unmap" => new Operation.Unmap(device),
        "testMap" => new Operation.TestMap(device, Direction(step)),
        "pin" => new Operation.Pin(device),
        "unpin" => new Operation.Unpin(device),
        "move" => new Operation.Move(),
        "beginCpuAccess" => new Operation.BeginCpuAccess(walker.Flag(step, "writes", fallback: false)),
        "endCpuAccess" => new Operation.EndCpuAccess(),
        "cpuRead" => new Operation.CpuUse(Writes: false),
        "cpuWrite" => new Operation.CpuUse(Writes: true),
        "deviceRead" => new Operation.DeviceUse(device, Writes: false, walker.Flag(step, "snoops", fallback: false)),
        "deviceWrite" => new Operation.DeviceUse(device, Writes: true, walker.Flag(step, "snoops", fallback: false)),
        "getConstraints" => new Operation.GetConstraints(),
        "recalcConstraints" => new Operation.RecalcConstraints(),
        "changeLimits" => new Operation.ChangeLimits(device, Limits(step)),
        "exporterRefuses" => new Operation.ExporterRefuses(device, walker.Flag(step, "refuses", fallback: true)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private MapDirection Direction(JsonElement step) =>
        walker.Choice(step, "direction", StepShapes.Directions, MapDirection.Bidirectional);

    private Limits Limits(JsonElement step)
    {
        Limits limits = Vocabulary.Limits.Unset;
        foreach (LimitKind kind in LimitKinds.All)
        {
            if (JsonWalker.Field(step, kind.FieldName()) is { } element)
            {
                limits = limits.With(kind, walker.Limit(element, kind, StepShapes.Limits[kind]));
            }
        }

        return limits;
    }
}
