using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_are_equal_when_their_elements_are()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> same = new([.. one]);

        Assert.True(one == same);
        Assert.True(one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void Lists_differ_in_an_element_the_order_or_the_length()
    {
        ValueList<string> one = ["a", "b"];

        Assert.True(one != ["a", "c"]);
        Assert.True(one != ["b", "a"]);
        Assert.True(one != ["a"]);
        Assert.False(one.Equals("a"));
    }

    [Fact]
    public void Default_is_the_empty_list()
    {
        ValueList<int> nothing = default;
        ValueList<int> empty = [];

        Assert.True(nothing is { Count: 0 });
        Assert.True(nothing.AsSpan().IsEmpty);
        Assert.False(nothing.GetEnumerator().MoveNext());
        Assert.True(nothing == empty);
        Assert.Equal(nothing.GetHashCode(), empty.GetHashCode());
    }

    [Fact]
    public void Elements_come_in_order()
    {
        ValueList<int> list = [3, 1, 2];

        Assert.Equal([3, 1, 2], list.AsEnumerable());
        Assert.Equal((3, 2), (list[0], list[^1]));
        Assert.Throws<IndexOutOfRangeException>(() => list[3]);
    }

    [Fact]
    public void Records_that_hold_lists_compare_by_value() =>
        Assert.Equal(new Layout(1, [new PfnRun(2, 3)]), new Layout(1, [new PfnRun(2, 3)]));
}
