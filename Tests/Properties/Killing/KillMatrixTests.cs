using DmabufVerify.Properties.Killing;

namespace DmabufVerify.Tests.Properties.Killing;

public sealed class KillMatrixTests
{
    private static readonly KillMatrix Three = new(["A", "B", "C"], KillSettings.Default, [
        Row("1", new Kill("A", [4, 2, 9])),
        Row("2", new Kill("A", [1, null, null]), new Kill("B", [5, 6, 7])),
        Row("3", new Kill("A", [8, 8, 1])),
        Row("4"),
    ]);

    [Theory]
    [InlineData("A", 3, 2, 8L)]
    [InlineData("B", 1, 0, 6L)]
    [InlineData("C", 0, 0, null)]
    public void Strength_counts_what_a_law_notices_and_what_nobody_else_does(string law, int kills, int alone, long? median) =>
        Assert.Equal(new LawStrength(law, kills, alone, median), Three.Strength(law));

    [Fact]
    public void Law_that_notices_nothing_is_idle() => Assert.Equal(["C"], Three.Idle);

    [Fact]
    public void Without_a_law_what_it_notices_alone_lives()
    {
        Assert.Equal(["1", "3"], Three.Alone("A").Select(row => row.Subject.Name));
        Assert.Empty(Three.Alone("B"));
    }

    [Fact]
    public void Seed_in_vain_is_longer_than_any_other() => Assert.Equal(
        new long?[] { 4, null, 5, 2 },
        new[] { new Kill("A", [9, 2, 4]), new Kill("A", [1, null, null]), new Kill("A", [5, null, 1]), new Kill("A", [1, 2]) }.Select(kill => kill.Median));

    [Theory]
    [InlineData(SubjectKind.Sound, "")]
    [InlineData(SubjectKind.Mutant, "17")]
    [InlineData(SubjectKind.Fault, "published.F1")]
    public void Subject_is_read_as_it_is_written(SubjectKind kind, string name) =>
        Assert.Equal(new Subject(kind, name), Subject.Parse(new Subject(kind, name).ToString()));

    private static KillRow Row(string mutant, params Kill[] kills) =>
        new(new(SubjectKind.Mutant, mutant), kills.Length > 0 ? Fate.Killed : Fate.Survived, 1, [.. kills]);
}
