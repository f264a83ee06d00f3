using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class NearestTests
{
    private static readonly string[] Known = ["maxSegmentCount", "maxSegmentSize", "name", "vc4-gen4"];

    [Theory]
    [InlineData("maxSegmentCout", "maxSegmentCount")]
    [InlineData("MAXSEGMENTSIZE", "maxSegmentSize")]
    [InlineData("max_segment_size", "maxSegmentSize")]
    [InlineData("nmae", "name")]
    [InlineData("vc4", "vc4-gen4")]
    [InlineData("elephant", null)]
    [InlineData("", null)]
    public void To_names_what_was_meant(string text, string? expected) => Assert.Equal(expected, Nearest.To(text, Known));

    [Fact]
    public void To_gives_up_on_long_texts() => Assert.Null(Nearest.To(new string('n', 100_000), Known));
}
