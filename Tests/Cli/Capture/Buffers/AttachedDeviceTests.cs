using DmabufVerify.Cli.Capture.Buffers;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Tests.Cli.Capture.Buffers;

public sealed class AttachedDeviceTests
{
    [Theory]
    [InlineData("etnaviv")]
    [InlineData("etnaviv.0")]
    [InlineData("etnaviv.0.auto")]
    [InlineData("130000.etnaviv")]
    public void A_device_has_the_limits_of_the_entry_of_its_name(string name) =>
        Assert.Equal(DeviceCatalogue.Shipped.Find("etnaviv").Value!.ToDevice(name), AttachedDevice.Of(name));

    [Fact]
    public void A_whole_name_comes_first()
    {
        const string entry = "v3d-v4.2";

        Assert.Equal(entry, AttachedDevice.Of(entry).CatalogueEntry);
    }

    [Theory]
    [InlineData("0000:01:00.0")]
    [InlineData("fe9b0000.codec")]
    [InlineData("etnaviv2")]
    [InlineData("xyz.etnaviv")]
    [InlineData("Etnaviv")]
    [InlineData("")]
    public void A_device_that_no_entry_is_named_after_has_no_limits(string name) => Assert.Equal(new Device(name, Limits.Unset), AttachedDevice.Of(name));
}
