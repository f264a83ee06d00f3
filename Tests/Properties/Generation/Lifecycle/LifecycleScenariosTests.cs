using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Generation.Lifecycle.DrawnHistories;

namespace DmabufVerify.Tests.Properties.Generation.Lifecycle;

public sealed class LifecycleScenariosTests
{
    private const int Drawn = 4000;

    private static readonly Scenario[] Scenarios = [.. Draw(Drawn)];

    private static readonly Dictionary<string, (double LeastShare, Func<Scenario, bool> Has)> Kinds = new()
    {
        ["layout alone"] = (0.2, s => s.Layout is not null && s.Memory.Count == 0),
        ["memory alone"] = (0.2, s => s.Layout is null),
        ["layout and memory"] = (0.1, s => s.Layout is not null && s.Memory.Count > 0),
        ["two heaps"] = (0.05, s => s.Memory.Select(e => e.Heap).Distinct().Count() > 1),
        ["extent too small"] = (0.1, s => s.Memory.Any(e => e.Pages.Pages < s.PageSize.PagesFor(s.BufferSizeBytes))),
        ["movable"] = (0.5, s => s.Exporter.IsMovable),
        ["cached table"] = (0.3, s => s.Exporter.Tables == ExporterTables.Cached),
        ["allocates at export"] = (0.3, s => s.Exporter.Allocates == AllocationTime.Export),
        ["without pages"] = (0.1, s => !s.Exporter.HasPages),
        ["hooks read"] = (0.3, s => s.Exporter.HooksReadConstraints),
        ["concurrent"] = (0.08, s => s.Steps.Any(step => step.Thread > 0)),
        ["two domains"] = (0.01, s => Domains(s).Distinct().Count() > 1),
        ["one domain for two"] = (0.01, s => Domains(s).Distinct().Count() < Domains(s).Count()),
        ["bus offsets"] = (0.05, s => s.Devices.Any(d => d.BusOffsetBytes != 0)),
        ["bounce"] = (0.3, s => s.Devices.Any(d => d.MayBounce)),
        ["needs pages, has none"] = (0.02, s => !s.Exporter.HasPages && s.Devices.Any(d => d.NeedsPages)),
        ["catalogue device"] = (0.1, s => s.Devices.Any(d => d.CatalogueEntry is not null)),
        ["more than a bounce takes"] = (0.02, s => s.BufferSizeBytes > Swiotlb.LongestRunBytes),
        ["another policy"] = (0.1, s => s.Policy != Policy.Default),
        ["exported late"] = (0.01, s => !s.Steps.Take(3).Any(step => IsExport(step.Operation))),
        ["exported twice"] = (0.05, s => InOrder(s, IsExport, IsExport)),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    public static TheoryData<Type> Operations => [.. typeof(Operation).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Operation)))];

    [Fact]
    public void What_is_drawn_is_legal() => Assert.All(Scenarios, Legality.Check);

    [Theory]
    [MemberData(nameof(Names))]
    public void Kind_is_drawn_often_enough(string name) =>
        Assert.InRange(Scenarios.Count(Kinds[name].Has) / (double)Drawn, Kinds[name].LeastShare, 1);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Each_operation_is_one_in_a_hundred_at_least(Type operation)
    {
        Operation[] all = [.. Scenarios.SelectMany(s => s.Steps).Select(step => step.Operation)];

        Assert.InRange(all.Count(o => o.GetType() == operation) / (double)all.Length, 0.01, 0.25);
    }

    [Fact]
    public void Every_combination_of_what_an_exporter_does_is_drawn() =>
        Assert.Equal(1 << 5, Scenarios.Select(s => s.Exporter).Distinct().Count());

    [Fact]
    public void Every_access_meets_every_habit() =>
        Assert.Equal(3 * 4, Scenarios.SelectMany(s => s.Devices).Select(d => (d.Access, d.Importer)).Distinct().Count());

    [Fact]
    public void Concurrent_histories_are_short_and_export_first()
    {
        Scenario[] concurrent = [.. Scenarios.Where(s => s.Steps.Any(step => step.Thread > 0))];

        Assert.All(concurrent, s =>
        {
            Assert.Equal(new Step(new Operation.Export()), s.Steps[0]);
            Assert.InRange(s.Steps.Max(step => step.Thread), 1, 2);
            Assert.All(s.Steps.Skip(1).GroupBy(step => step.Thread), thread => Assert.InRange(thread.Count(), 3, 5));
        });
        Assert.Contains(concurrent, s => s.Steps.Skip(2).Select(step => StepDevices.Of(step.Operation)).Distinct().Count() == 1);
    }

    [Fact]
    public void Histories_of_one_thread_have_some_twenty_steps()
    {
        int[] lengths = [.. Scenarios.Where(s => s.Steps.All(step => step.Thread == 0)).Select(s => s.Steps.Count)];

        Assert.InRange(lengths.Average(), 17, 25);
        Assert.InRange(lengths.Max(), 26, 40);
    }

    private static IEnumerable<string> Domains(Scenario s) => s.Devices.Select(d => d.Iommu?.Domain).OfType<string>();
}
