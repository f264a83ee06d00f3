using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

public sealed class ErrorClassesTests
{
    [Fact]
    public void Every_law_has_a_class() => Assert.All(AllLaws.List, law =>
    {
        Assert.NotEqual(ErrorClass.Throws, ErrorClasses.Of(law, "some conjunct", []));
        Assert.Equal(ErrorClass.Throws, ErrorClasses.Of(law, Examination.NoVoterThrows, []));
    });

    [Fact]
    public void Law_without_a_class_is_a_mistake_of_ours() => Assert.Throws<ArgumentOutOfRangeException>(
        () => ErrorClasses.Of(new Law("Made.Up", "", NeedsSolver: false, _ => LawResult.Holds), "it", []));

    [Fact]
    public void Classes_have_words_of_their_own() => Assert.Equal(
        Enum.GetValues<ErrorClass>().Length, Enum.GetValues<ErrorClass>().Select(error => error.InWords()).Distinct().Count());

    [Theory]
    [InlineData("equal errno", ErrorClass.WrongRefusal)]
    [InlineData("equal grounds", ErrorClass.WrongReason)]
    [InlineData("equal mapping", ErrorClass.WrongMapping)]
    [InlineData("equal stored constraints", ErrorClass.WrongConstraints)]
    [InlineData("equal storage", ErrorClass.WrongState)]
    public void What_differs_after_a_step_says_more(string conjunct, ErrorClass expected) =>
        Assert.Equal(expected, ErrorClasses.Of(Named("Engine.EqualsSpec"), conjunct, []));

    [Theory]
    [InlineData(1, 2, 2, ErrorClass.TooFewSegments)]
    [InlineData(3, 2, 2, ErrorClass.TooManySegments)]
    [InlineData(1, 2, 3, ErrorClass.WrongVerdict)]
    [InlineData(2, 2, 2, ErrorClass.WrongVerdict)]
    public void Numbers_tell_too_few_from_too_many_where_a_majority_says_who_is_wrong(int first, int second, int third, ErrorClass expected)
    {
        var question = (LayoutQuestion)Question.Of(Sharing([new(0, 1)], Free("d0"))).Parts[0];
        var ballot = new Ballot(
            question,
            [
                new("optimised", TableVote.Sat((ulong)first)), new("spec", TableVote.Sat((ulong)second)), new("solver", TableVote.Sat((ulong)third)),
            ]);

        Assert.Equal(expected, ErrorClasses.Of(Named("Table.Fewest"), "fewest", [ballot]));
        Assert.Equal(expected, ErrorClasses.Of(Named("Optimised.EqualsSpec"), "fewest segments", [ballot]));
        Assert.Equal(ErrorClass.WrongTable, ErrorClasses.Of(Named("Optimised.EqualsSpec"), "table", [ballot]));
    }

    private static Law Named(string name) => AllLaws.List.Single(law => law.Name == name);
}
