using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Histories;

/// <summary>What an operation changed that can be observed.</summary>
internal static class ViewChanges
{
    /// <summary>
    /// Every difference, in the order of the view: none exactly when the views are equal, given that no view lists an attachment
    /// twice. O(attachments), and O(segments) where a table changes.
    /// </summary>
    public static ValueList<ViewChange> Between(BufferView before, BufferView after)
    {
        if (before == after)
        {
            return [];
        }

        var changes = new List<ViewChange>();
        if (before.IsExported != after.IsExported)
        {
            changes.Add(new ViewChange.Existence(after.IsExported));
        }

        if (before.Storage != after.Storage)
        {
            changes.Add(new ViewChange.Storage(before.Storage, after.Storage));
        }

        Attachments(changes, before.Attachments, after.Attachments);
        Constraints(changes, ConstraintsOf.Stored, before.Stored, after.Stored);
        Constraints(changes, ConstraintsOf.Recomputed, before.Recomputed, after.Recomputed);
        int leakedBefore = before.AttachmentObjects - before.Attachments.Count;
        int leakedAfter = after.AttachmentObjects - after.Attachments.Count;
        if (leakedBefore != leakedAfter)
        {
            changes.Add(new ViewChange.Leaked(leakedBefore, leakedAfter));
        }

        if (before.CpuAccess != after.CpuAccess)
        {
            changes.Add(new ViewChange.Cpu(before.CpuAccess, after.CpuAccess));
        }

        return [.. changes];
    }

    private static void Attachments(List<ViewChange> changes, ValueList<AttachmentView> before, ValueList<AttachmentView> after)
    {
        Dictionary<(int, string), AttachmentView> old = before.ToDictionary(a => (a.Id, a.Device));
        Dictionary<(int, string), AttachmentView> now = after.ToDictionary(a => (a.Id, a.Device));
        foreach (((int id, string device) key, AttachmentView? from) in old)
        {
            if (now.GetValueOrDefault(key) is { } to)
            {
                One(changes, from, to);
                continue;
            }

            One(changes, from, new AttachmentView(key.id, key.device, 0, 0, null));
            changes.Add(new ViewChange.Detached(key.id, key.device));
        }

        foreach (((int id, string device), AttachmentView to) in now.Where(pair => !old.ContainsKey(pair.Key)))
        {
            changes.Add(new ViewChange.Attached(id, device));
            One(changes, new AttachmentView(id, device, 0, 0, null), to);
        }
    }

    private static void One(List<ViewChange> changes, AttachmentView from, AttachmentView to)
    {
        if (from.Mapping != to.Mapping)
        {
            changes.Add(new ViewChange.Mapped(to.Id, to.Device, from.Mapping, to.Mapping));
        }

        if (from.Maps != to.Maps)
        {
            changes.Add(new ViewChange.Holds(to.Id, to.Device, Hold.Maps, from.Maps, to.Maps));
        }

        if (from.Pins != to.Pins)
        {
            changes.Add(new ViewChange.Holds(to.Id, to.Device, Hold.Pins, from.Pins, to.Pins));
        }
    }

    private static void Constraints(List<ViewChange> changes, ConstraintsOf of, Constraints from, Constraints to)
    {
        if (from.Attachments != to.Attachments)
        {
            changes.Add(new ViewChange.Counted(of, from.Attachments, to.Attachments));
        }

        foreach (LimitKind kind in LimitKinds.All)
        {
            if (from.Limits[kind] != to.Limits[kind])
            {
                changes.Add(new ViewChange.Limit(of, kind, from.Limits[kind], to.Limits[kind]));
            }
        }
    }
}
