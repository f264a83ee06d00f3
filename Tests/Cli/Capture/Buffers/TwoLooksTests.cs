using DmabufVerify.Cli.Capture.Buffers;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Capture.Buffers;

public sealed class TwoLooksTests
{
    private static readonly ShownBuffer One = new(1, 4096, "vc4", "frame", ["etnaviv"], 4);

    private static readonly ShownBuffer Two = new(2, 8192, "system", null, ["gpu"], 9);

    [Fact]
    public void What_both_show_is_taken_as_the_text_shows_it()
    {
        ShownBuffers both = Both(new([One, Two], TellsDevices: true), Tree(Two, One), out ValueList<string> notes);

        Assert.Equal([One, Two], both.All);
        Assert.True(both.TellsDevices);
        Assert.Empty(notes);
    }

    [Fact]
    public void What_one_look_shows_is_left_out()
    {
        ShownBuffers both = Both(new([One, Two], TellsDevices: true), Tree(Two with { Inode = 7 }, One), out ValueList<string> notes);

        Assert.Equal([One], both.All);
        Assert.Equal(["in one of the two looks only, and left out: buffer 2, buffer 7"], notes);
    }

    [Fact]
    public void Two_systems_are_told_apart()
    {
        Assert.Equal(
            "buffer 2 (line 9): 8192 bytes of system: sysfs shows 4096 bytes of system; expected two looks at one system",
            TwoLooks.Both(new([One, Two], TellsDevices: true), Tree(One, Two with { SizeBytes = 4096 }), out _).Problem!.ToString());
        Assert.Contains(
            "sysfs shows 4096 bytes of i915;",
            TwoLooks.Both(new([One], TellsDevices: true), Tree(One with { Exporter = "i915" }), out _).Problem!.ToString(),
            StringComparison.Ordinal);
    }

    private static ShownBuffers Both(ShownBuffers text, ShownBuffers tree, out ValueList<string> notes) => TwoLooks.Both(text, tree, out notes).Value!;

    private static ShownBuffers Tree(params ShownBuffer[] buffers) =>
        new([.. buffers.Select(buffer => buffer with { Name = null, Devices = [], Line = null })], TellsDevices: false);
}
