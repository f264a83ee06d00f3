using DmabufVerify.Cli.Capture.Buffers;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Capture.Buffers;

public sealed class CapturedBuffersTests
{
    private static readonly ShownBuffer Alone = new(3, 4096, "udmabuf", null, [], 4);

    private static readonly ShownBuffer Shared = new(2, 32768, "system", "a\nb", ["etnaviv", "etnaviv", "gpu"], 9);

    private static readonly ShownBuffers Both = new([Alone, Shared], TellsDevices: true);

    [Fact]
    public void A_buffer_that_is_attached_to_is_a_question()
    {
        CapturedBuffers captured = CapturedBuffers.Of(Both, only: null).Value!;

        Scenario scenario = Assert.Single(captured.Scenarios);
        Assert.Equal(32768UL, scenario.BufferSizeBytes);
        Assert.Equal([AttachedDevice.Of("etnaviv"), new Device("gpu", Limits.Unset)], scenario.Devices);
        Assert.Null(scenario.Layout);
        Assert.Equal(
            [
                "scenario 1 is buffer 2 of system, \"a\\u000ab\"; etnaviv attached 2 times, named once",
                "1 of 2 buffers have nobody attached and are left out",
                "etnaviv: the limits of catalogue:etnaviv, by name alone",
                "gpu: no limits are known, all are unset; \"use\": \"catalogue:NAME\" gives a driver's",
                "where the storage is, IOMMUs and the kind of access are not shown and unset; pages count as 4 KiB",
            ],
            captured.Notes);
    }

    [Fact]
    public void One_buffer_can_be_chosen_and_need_not_be_attached_to()
    {
        CapturedBuffers captured = CapturedBuffers.Of(Both, only: 3).Value!;

        Assert.Equal(4096UL, Assert.Single(captured.Scenarios).BufferSizeBytes);
        Assert.Equal("scenario 1 is buffer 3 of udmabuf", captured.Notes[0]);
    }

    [Fact]
    public void A_look_that_does_not_show_devices_gives_every_buffer_and_says_so()
    {
        CapturedBuffers captured = CapturedBuffers.Of(new([Alone, Shared with { Devices = [] }], TellsDevices: false), only: null).Value!;

        Assert.Equal([4096UL, 32768UL], captured.Scenarios.Select(scenario => scenario.BufferSizeBytes));
        Assert.StartsWith("who is attached, ", captured.Notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData((1UL << 63) + 1)]
    public void A_size_that_no_scenario_has_is_told(ulong size) => Assert.Equal(
        $"buffer 2 (line 9): size {size}: expected 1 to 2^63 bytes",
        CapturedBuffers.Of(new([Shared with { SizeBytes = size }], TellsDevices: true), only: null).Problem!.ToString());

    [Fact]
    public void Nothing_to_ask_is_told()
    {
        Assert.Equal("nobody is attached to any buffer (3)", CapturedBuffers.Of(new([Alone], TellsDevices: true), only: null).Problem!.Message);
        Assert.Equal("no buffer is shown", CapturedBuffers.Of(new([], TellsDevices: true), only: null).Problem!.Message);
        Assert.Equal("buffer 7: no such buffer; there are 3, 2", CapturedBuffers.Of(Both, only: 7).Problem!.ToString());
        Assert.Equal(new InputProblem("buffer 7", "", "no buffer is shown", null), CapturedBuffers.Of(new([], TellsDevices: true), only: 7).Problem);
    }
}
