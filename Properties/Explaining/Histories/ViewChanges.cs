using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>What an operation changed that can be observed.</summary>
public static class ViewChanges
{
    /// <summary>
    /// Every difference, in the order of the view: none exactly when the views are equal. O(attachments), and O(segments) where a
    /// table changes.
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

    /// <summary>Both lists are walked at once, by number; where one is out of order, as only a wrong implementation's can be, it shows.</summary>
    private static void Attachments(List<ViewChange> changes, ValueList<AttachmentView> before, ValueList<AttachmentView> after)
    {
        int b = 0;
        int a = 0;
        while (b < before.Count || a < after.Count)
        {
            AttachmentView? from = b < before.Count ? before[b] : null;
            AttachmentView? to = a < after.Count ? after[a] : null;
            if (from is not null && to is not null && from.Id == to.Id && from.Device == to.Device)
            {
                One(changes, from, to);
                (b, a) = (b + 1, a + 1);
            }
            else if (from is not null && (to is null || from.Id <= to.Id))
            {
                One(changes, from, new AttachmentView(from.Id, from.Device, 0, 0, null));
                changes.Add(new ViewChange.Detached(from.Id, from.Device));
                b++;
            }
            else if (to is not null)
            {
                changes.Add(new ViewChange.Attached(to.Id, to.Device));
                One(changes, new AttachmentView(to.Id, to.Device, 0, 0, null), to);
                a++;
            }
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
