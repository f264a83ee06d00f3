using System.Globalization;

namespace DmabufVerify.Bench.Ratios;

/// <summary>How the medians of the rows grow: the geometric mean of the factors from row to row.</summary>
internal sealed class PlacementGrowth
{
    private readonly List<Cell> _cells = [];

    public void Add(PlacementWay way, Tightness tightness, int devices, int extents, double median) =>
        _cells.Add(new(way, tightness, devices, extents, median));

    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Growth of the median, one table each: for twice the devices, for four times the extents.");
        output.WriteLine($"{"way",-9} {"counts",-6} {"devices x 2",12} {"extents x 4",12}");
        foreach (IGrouping<(PlacementWay Way, Tightness Tightness), Cell> alike in _cells.GroupBy(c => (c.Way, c.Tightness)))
        {
            double byDevices = Factor(alike.GroupBy(c => c.Extents).Select(row => row.OrderBy(c => c.Devices)));
            double byExtents = Factor(alike.GroupBy(c => c.Devices).Select(row => row.OrderBy(c => c.Extents)));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{alike.Key.Way.Name,-9} {alike.Key.Tightness,-6} {byDevices,12:F2} {byExtents,12:F2}"));
        }
    }

    private static double Factor(IEnumerable<IEnumerable<Cell>> rows) => Math.Exp(rows
        .SelectMany(row => row.Zip(row.Skip(1), (less, more) => Math.Log(more.Median / less.Median)))
        .Average());

    private sealed record Cell(PlacementWay Way, Tightness Tightness, int Devices, int Extents, double Median);
}
