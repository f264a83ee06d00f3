using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Map;

/// <summary>A live mapping stays what it is until its importer gives it back or is told (thread F15, T6).</summary>
internal static class MapLiveNeverChanges
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Map.LiveNeverChanges", "mapping(s, a) lives => mapping(op(s), a) is the same, or given back, or notified(a)", Check);

    private static LawResult Check(StepCase c) => LawResult.Worst(
        c.Step.Before.Attachments.Where(a => a.Mapping is not null).Select(before => Stays(c, before)));

    private static LawResult Stays(StepCase c, AttachmentView before)
    {
        AttachmentView? after = c.Step.After.Attachments.FirstOrDefault(a => a.Id == before.Id);
        bool given = c.Operation is Operation.Unmap or Operation.Detach && c.Step.Meant(DeviceOf(c.Operation))?.Id == before.Id;
        bool told = c.Result.Notified.Contains(before.Id);
        return after?.Mapping is { } mapping ? c.Same("a live mapping does not change", before.Mapping, mapping)
            : given || told ? LawResult.Holds
            : c.Violated("a live mapping does not vanish unannounced", $"{before.Device} is told", "it is not");
    }

    private static string DeviceOf(Operation operation) => operation switch
    {
        Operation.Unmap o => o.Device,
        Operation.Detach o => o.Device,
        _ => "",
    };
}
