using DmabufVerify.Cli.Output.Progress;

namespace DmabufVerify.Tests.Cli.Output.Progress;

public sealed class PaceTests
{
    [Theory]
    [InlineData(120, 12.0, 600L, null, "120 of 600 scenarios, 12 s (20 %), 10 a second, ETA 48 s")]
    [InlineData(120, 12.0, null, 60.0, "120 scenarios, 12 of 60 s (20 %), 10 a second, ETA 48 s")]
    [InlineData(120_000, 12.0, 240_000L, 600.0, "120,000 of 240,000 scenarios, 12 of 600 s (50 %), 10,000 a second, ETA 12 s")]
    [InlineData(120_000, 12.0, 24_000_000L, 600.0, "120,000 of 24,000,000 scenarios, 12 of 600 s (2 %), 10,000 a second, ETA 10 min")]
    [InlineData(3, 4.0, null, null, "3 scenarios, 4 s, 0.8 a second")]
    [InlineData(0, 4.0, 10L, null, "0 of 10 scenarios, 4 s (0 %), 0 a second")]
    [InlineData(70, 70.0, null, 60.0, "70 scenarios, 70 of 60 s (100 %), 1 a second, ETA 0 s")]
    public void Done_share_rate_and_what_is_left(int done, double seconds, long? cases, double? time, string expected) => Assert.Equal(
        expected,
        Pace.Of("scenarios", done, TimeSpan.FromSeconds(seconds), cases, time is { } budget ? TimeSpan.FromSeconds(budget) : null));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7199, "120 min")]
    [InlineData(9000, "2.5 h")]
    public void Spans_have_the_unit_that_people_would_take(double seconds, string expected) =>
        Assert.Equal(expected, Pace.Span(TimeSpan.FromSeconds(seconds)));
}
