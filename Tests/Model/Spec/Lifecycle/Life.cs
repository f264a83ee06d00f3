using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>A buffer of the specification, and what is expected of each operation on it.</summary>
internal sealed class Life
{
    private readonly SpecBuffer _buffer;

    private Life(Scenario scenario) => _buffer = new SpecBuffer(scenario);

    public BufferView View => _buffer.View;

    /// <summary>The runs of the storage; empty before it exists.</summary>
    public ValueList<PfnRun> Storage => View.Storage?.Runs ?? [];

    /// <summary>After export, with these devices attached.</summary>
    public static Life Of(Scenario scenario, params string[] attached) =>
        new Life(scenario).Does([new Operation.Export(), .. attached.Select(Scenes.Attach)]);

    /// <summary>Operations that succeed.</summary>
    public Life Does(params Operation[] operations)
    {
        Assert.All(operations, operation => Gives(operation));
        return this;
    }

    /// <summary>What an operation gives that succeeds.</summary>
    public StepResult Gives(Operation operation)
    {
        StepResult result = _buffer.Apply(operation);
        Assert.Equal((Errno.Ok, null), (result.Errno, result.Grounds));
        return result;
    }

    /// <summary>The table that a map gives.</summary>
    public ValueList<Segment> Maps(string device, MapDirection direction = Scenes.Both) =>
        Gives(Scenes.Map(device, direction)).Mapping!.Table.Segments;

    /// <summary>What is done to caches and copies by an operation that succeeds.</summary>
    public ValueList<CacheAction> Handles(Operation operation) => Gives(operation).CacheActions;

    /// <summary>An operation that is refused for this reason, with this device in the way, and that leaves no trace. Gives the limits blamed.</summary>
    public (string Device, LimitKind Limit)[] Refuses(Operation operation, Errno errno, GroundsKind kind, string? device)
    {
        BufferView before = View;
        StepResult result = _buffer.Apply(operation);
        Assert.Equal((errno, kind, device), (result.Errno, result.Grounds?.Kind, result.Grounds?.Device));
        Assert.Equal(StepResult.Ok with { Errno = errno, Grounds = result.Grounds, Hooks = result.Hooks }, result);
        Assert.Equal(before, View);
        return [.. result.Grounds!.Limits.Select(l => (l.Device, l.Limit))];
    }
}
