using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Attach;

/// <summary>
/// A result means what it says: success is one attachment more, under its number (thread F1); a refusal has grounds, and names the limits when limits
/// are the reason (F26); nobody waits for himself (F4, H4) or follows a null pointer (H1).
/// </summary>
internal static class AttachSaysWhat
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Attach.SaysWhat", "errno(attach(s, d)) = 0 <=> d joined; errno != 0 <=> grounds", Check);

    private static LawResult Check(StepCase c) => LawResult.Worst([Ends(c), HasGrounds(c), NamesLimits(c), Joins(c)]);

    private static LawResult Ends(StepCase c) => c.Result.Errno is Errno.Edeadlk or Errno.Efault
        ? c.Violated("every operation ends", "a result", c.Result.Errno == Errno.Edeadlk ? "deadlock" : "null pointer dereference")
        : LawResult.Holds;

    private static LawResult HasGrounds(StepCase c) => c.IsOk == c.Result.Grounds is null
        ? LawResult.Holds
        : c.Violated(
            "a refusal has grounds",
            c.IsOk ? "none" : $"grounds for {StepWords.Of(c.Result.Errno)}",
            StepWords.Of((object?)c.Result.Grounds?.Kind));

    private static LawResult NamesLimits(StepCase c) => c.Result.Grounds switch
    {
        { Kind: GroundsKind.InvalidLimit or GroundsKind.Conflict, Limits.Count: 0 } =>
            c.Violated("a refusal names device and limit", "at least one limit", "none"),
        { Limits.Count: > 0 } grounds when grounds.Limits.FirstOrDefault(l => !IsAsDeclared(c, l)) is { } wrong =>
            c.Violated("a refusal says of each limit whether it was declared", "value and origin as declared", wrong.ToString()),
        { Limits.Count: > 0 } => LawResult.Holds,
        _ => LawResult.NotApplicable,
    };

    /// <summary>A refused change of limits is about limits that are not declared; the law speaks of the others.</summary>
    private static bool IsAsDeclared(StepCase c, BitingLimit limit)
    {
        Device device = c.Operation is Operation.ChangeLimits change && change.Device == limit.Device
            ? c.Device(limit.Device) with { Limits = change.Limits }
            : c.Device(limit.Device);
        ulong? declared = device.Limits[limit.Limit];
        return limit.IsDefault == declared is null
            && limit.Value == (declared ?? Defaults.Of(c.Scenario.Policy.Defaults, limit.Limit));
    }

    private static LawResult Joins(StepCase c)
    {
        if (c.Operation is not Operation.Attach attach || !c.IsOk)
        {
            return LawResult.NotApplicable;
        }

        bool joined = c.Result.Attachment is { } id
            && c.Step.After.Attachments.Count == c.Step.Before.Attachments.Count + 1
            && c.Step.After.Attachments[^1] is var last && last.Id == id && last.Device == attach.Device;
        return joined
            ? LawResult.Holds
            : c.Violated("success is one attachment more", $"{attach.Device} attached, with its number", StepWords.Of((object?)c.Result.Attachment));
    }
}
