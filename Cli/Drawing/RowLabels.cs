using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Drawing;

/// <summary>What stands under a row: addresses under the borders they belong to, and offences under the place where they are.</summary>
/// <param name="axis">Where bytes are drawn.</param>
/// <param name="width">Of the picture, in the axis' units.</param>
/// <param name="unit">Width of a character.</param>
internal sealed class RowLabels(Axis axis, int width, double unit)
{
    /// <summary>Addresses: of offences first, then of the row's ends, then of all others for which there is room.</summary>
    public IReadOnlyList<Label> Addresses(ValueList<Stretch> pieces, IEnumerable<Stretch> offences)
    {
        var line = new LabelLine(width, unit);
        foreach (Stretch where in offences)
        {
            if (At(where.StartBytes) is { } at && DrawingWords.Hex(where.AddressBytes) is { } address)
            {
                _ = line.TryAt(at, address, isBad: true) || line.TryUpTo(at, address, isBad: true);
            }
        }

        (int At, string Address)[] starts =
        [
            .. from piece in pieces
               let at = At(piece.StartBytes)
               let address = DrawingWords.Hex(piece.AddressBytes)
               where at is not null && address is not null
               select (at.Value, address),
        ];
        foreach ((int at, string address) in starts.Take(1).Concat(starts.TakeLast(1)).Concat(starts))
        {
            line.TryAt(at, address);
        }

        return line.Labels;
    }

    /// <summary>An address of the last byte, where there is room beside the others.</summary>
    public IReadOnlyList<Label> AddressesAndLast(ValueList<Stretch> runs)
    {
        var line = new LabelLine(width, unit);
        foreach (Label label in Addresses(runs, []))
        {
            line.TryAt(label.From, label.Text);
        }

        line.TryUpTo(axis.Parts[^1].To, Words.Hex((ulong)(runs[^1].EndAddressBytes - 1)));
        return line.Labels;
    }

    /// <summary>A mark under each offence, with the limit's name where there is room.</summary>
    public IReadOnlyList<Label> Marks(DrawingLane lane, string mark)
    {
        var line = new LabelLine(width, unit);
        IEnumerable<(ulong AtBytes, string Text)> marks = lane.Offences.Select(o => (o.Where.StartBytes, Words.Of(o.Limit)))
            .Concat(lane.DiffersAtBytes is { } differs ? [(differs, "differs")] : []);
        foreach ((ulong atBytes, string text) in marks)
        {
            if (At(atBytes) is { } at)
            {
                _ = line.TryAt(at, $"{mark} {text}", isBad: true) || line.TryUpTo(at, $"{text} {mark}", isBad: true) || line.TryAt(at, mark, isBad: true);
            }
        }

        return line.Labels;
    }

    /// <summary>Where a border is drawn; <see langword="null"/> where it was left out.</summary>
    private int? At(ulong bytes)
    {
        foreach (AxisPart part in axis.Parts)
        {
            if (part.FromBytes == bytes)
            {
                return part.From;
            }
        }

        return axis.Parts[^1].ToBytes == bytes ? axis.Parts[^1].To : null;
    }
}
