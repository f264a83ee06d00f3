using System.Reflection;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Tests.Properties.Laws;

/// <summary>Runs every law, and holds the list of laws to the code and to README.</summary>
public sealed class AllLawsTests
{
    private static readonly RealInputs Catalogue =
        new([.. DeviceCatalogue.Shipped.Entries.Select(e => e.ToDevice(e.Name))], [], []);

    /// <summary>The law that needs cvc5 has tests of its own, which a machine without cvc5 skips.</summary>
    public static TheoryData<string> Names => [.. AllLaws.List.Where(law => !law.NeedsSecondSolver).Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Law_holds_over_random_scenarios(string name)
    {
        Law law = AllLaws.List.Single(l => l.Name == name);
        var settings = new RunSettings
        {
            Seed = 20150127,
            Cases = law.NeedsSolver ? 480 : 4000,
            Workers = 1,
            SolverEvery = law.NeedsSolver ? 1 : 0,
            Laws = [law],
        };

        RunReport report = new CheckRunner(settings, law.NeedsSolver ? TestVoters.Three : TestVoters.Two, Catalogue).Run(CancellationToken.None);

        Assert.Empty(report.Findings.Select(f => $"{f.Violation} in {f.Shrunk.Scenario}"));
        Assert.True(report.Tallies.Single().Held > 50, $"looked at {report.Tallies.Single().Held} cases only");
    }

    [Fact]
    public void Every_law_class_is_in_the_list()
    {
        IEnumerable<string> declared = typeof(AllLaws).Assembly.GetTypes()
            .Select(type => type.GetProperty("Law", BindingFlags.Public | BindingFlags.Static))
            .OfType<PropertyInfo>()
            .Where(property => property.PropertyType == typeof(Law))
            .Select(property => ((Law)property.GetValue(null)!).Name);

        Assert.Equal(declared.Order(), AllLaws.List.Select(law => law.Name).Order());
    }

    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(AllLaws.List.Length, AllLaws.List.Select(law => law.Name).Distinct().Count());

    [Fact]
    public void Readme_has_every_law_with_its_equation()
    {
        string readme = File.ReadAllText(RepoFiles.Path("README.md"));

        Assert.All(AllLaws.List, law =>
            Assert.Contains($"| {law.Name} | `{law.Equation.Replace("|", "\\|", StringComparison.Ordinal)}` |", readme, StringComparison.Ordinal));
    }
}
