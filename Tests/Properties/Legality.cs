using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties;

/// <summary>What every scenario keeps that is drawn or shrunk, as the vocabulary states it.</summary>
internal static class Legality
{
    public static void Check(Scenario scenario)
    {
        string[] names = [.. scenario.Devices.Select(d => d.Name)];
        Assert.Equal(names.Distinct(), names);
        Assert.All(scenario.Devices, device => Assert.Null(LimitChecks.Check(device.Limits, scenario.PageSize)));
        ulong maxEndPfn = PfnRun.MaxEndPfn >> (scenario.PageSize.Shift - PageSize.FourKiB.Shift);
        Assert.All(scenario.Memory, extent => Assert.True(extent is { Pages.Pages: > 0, Heap: not "" } && extent.Pages.EndPfn <= maxEndPfn));
        Assert.Equal([], Overlapping([.. scenario.Memory.Select(e => e.Pages)]));
        Assert.InRange(scenario.BufferSizeBytes, 1UL, Scenario.MaxBufferSizeBytes);
        if (scenario.Layout is { } layout)
        {
            Assert.Equal([], Overlapping(layout.Runs));
            Assert.True(layout.OffsetBytes + (UInt128)scenario.BufferSizeBytes <= (UInt128)layout.Pages << scenario.PageSize.Shift);
        }

        if (scenario.Steps.Count > 0)
        {
            Assert.True(scenario.Layout is not null || scenario.Memory.Count > 0, "steps without storage");
            Assert.InRange(scenario.PageSize.PagesFor(scenario.BufferSizeBytes), 1UL, Scenario.MaxPagesWithSteps);
            Assert.Empty(scenario.Steps.Select(step => StepDevices.Of(step.Operation)).OfType<string>().Except(names));
        }
    }

    private static PfnRun[] Overlapping(ValueList<PfnRun> runs)
    {
        PfnRun[] sorted = [.. runs.OrderBy(r => r.FirstPfn)];
        return [.. sorted.Skip(1).Where((run, i) => run.FirstPfn < sorted[i].EndPfn)];
    }
}
