using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Faults;

/// <summary>Each bug planted in the engine is found soon, blamed on it, and shrunk to a few steps.</summary>
public sealed class EngineFaultsTests
{
    /// <summary>Twice what the slowest takes from <see cref="Seed"/>; `published` says how it is from other seeds.</summary>
    private const long MostCases = 3000;

    private const ulong Seed = 14;

    public static TheoryData<string> Names => [.. EngineFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fault_is_found_blamed_and_shrunk(string name)
    {
        SeededFault fault = AllFaults.Named(name)!;

        var hunt = Hunt.For(fault, TestVoters.Two, new HuntSettings(Seed, Seeds: 1, MostCases), CancellationToken.None);

        Assert.NotNull(hunt.Finding);
        Finding finding = hunt.Finding;
        Scenario shrunk = finding.Shrunk.Scenario;
        Assert.Contains(finding.Violation.Suspect, new[] { null, fault.Voter });
        Assert.Equal(fault.IsRace, finding.Law.Name == "Engine.Linearizable");
        Assert.InRange(shrunk.Devices.Count, 0, 3);
        Assert.InRange(shrunk.Steps.Count, 1, 8);
        Assert.NotNull(Examination.Check(finding.Law, new Case(shrunk, fault.Plant(TestVoters.Two))).Violation);
        Assert.Null(Examination.Check(finding.Law, new Case(shrunk, TestVoters.Two)).Violation);
    }

    [Fact]
    public void There_are_enough_and_each_says_where_it_is_from()
    {
        Assert.InRange(EngineFaults.All.Length, 26, int.MaxValue);
        Assert.Equal(AllFaults.List.Length, AllFaults.List.Select(f => f.Name).Distinct().Count());
        Assert.All(EngineFaults.All, fault =>
        {
            Assert.StartsWith("engine.", fault.Name, StringComparison.Ordinal);
            Assert.NotEmpty(fault.Description);
            Assert.NotEmpty(fault.Source);
        });
    }

    [Fact]
    public void Each_operation_that_threads_do_is_raced() =>
        Assert.Equal(
            ["engine.attach-without-lock", "engine.detach-without-lock", "engine.map-without-lock", "engine.move-without-lock"],
            EngineFaults.All.Where(f => f.IsRace).Select(f => f.Name).Order());
}
