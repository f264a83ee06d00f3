using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Attach;

/// <summary>
/// Before storage exists, whether a set of devices can attach, and with what constraints, does not depend on the order in which they do. (Afterwards
/// it may: storage that had to move for one cannot be anywhere any more.)
/// </summary>
internal static class AttachOrderIndependent
{
    public static Law Law { get; } = TraceLaws.OfTrace(
        "Attach.OrderIndependent", "attach(pi(S)) succeeds <=> attach(S) does; constraints(attach(pi(S))) = constraints(attach(S))", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        string[] devices = [.. c.Scenario.Devices.Select(d => d.Name)];
        if (c.Scenario.Exporter.Allocates == AllocationTime.Export || devices.Length < 2)
        {
            return LawResult.NotApplicable;
        }

        (bool Joined, BufferView View) first = AttachAll(c, rules, devices);
        string[] reversed = [.. devices.Reverse()];
        string[] rotated = [.. devices[1..], devices[0]];
        return LawResult.Worst(new[] { reversed, rotated }.Select(order => Compare(rules, order, first, AttachAll(c, rules, order))));
    }

    private static LawResult Compare(IRules rules, string[] order, (bool Joined, BufferView View) first, (bool Joined, BufferView View) other)
    {
        string named = string.Join(", ", order);
        return first.Joined != other.Joined
            ? LawResult.Violated("all can attach in any order", first.Joined ? "yes, as listed" : "no, as listed", $"{rules.Name}: otherwise for {named}", rules.Name)
            : !first.Joined || first.View.Stored == other.View.Stored ? LawResult.Holds
            : LawResult.Violated(
                "constraints do not depend on the order", StepWords.Of(first.View.Stored), $"{rules.Name}: {StepWords.Of(other.View.Stored)} for {named}", rules.Name);
    }

    private static (bool Joined, BufferView View) AttachAll(Case c, IRules rules, string[] devices)
    {
        var trace = LifecycleTrace.Of(rules, c.Scenario, [new Step(new Operation.Export()), .. devices.Select(d => new Step(new Operation.Attach(d)))]);
        return (trace.Steps.All(s => s.Result.Errno == Errno.Ok), trace.Steps[^1].After);
    }
}
