using System.Text.Json;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class QuantityTests
{
    private static readonly Quantity Any = new("bytes", ulong.MaxValue);
    private static readonly Quantity Signed = new("bytes", long.MaxValue);

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("\"0xFfFfFfFfFfFfFfFf\"", ulong.MaxValue)]
    [InlineData("\"0x0000000000000000000001\"", 1UL)]
    [InlineData("\"64KiB\"", 65536UL)]
    [InlineData("\"3MiB\"", 3UL << 20)]
    [InlineData("\"0GiB\"", 0UL)]
    [InlineData("\"16777215TiB\"", 16777215UL << 40)]
    public void Numbers_are_read(string json, ulong expected) => Assert.Equal(expected, Any.Read(Parse(json)).Value);

    [Theory]
    [InlineData("18446744073709551616", "expected bytes")]
    [InlineData("-1", "expected bytes")]
    [InlineData("1.0", "expected bytes")]
    [InlineData("1e3", "expected bytes")]
    [InlineData("\"\"", "expected bytes")]
    [InlineData("\"0x\"", "expected bytes")]
    [InlineData("\"0x-1\"", "expected bytes")]
    [InlineData("\"KiB\"", "expected bytes")]
    [InlineData("\"+1KiB\"", "expected bytes")]
    [InlineData("\"16777216TiB\"", "expected bytes")]
    [InlineData("\"64B\"", "expected bytes")]
    [InlineData("\" 5\"", "expected bytes")]
    [InlineData("\"  \"", "expected bytes")]
    [InlineData("\"5 KKK\"", "expected bytes")]
    [InlineData("\"64kB\"", "write \"64KiB\"")]
    [InlineData("\"64 kib\"", "write \"64KiB\"")]
    [InlineData("\" 2g \"", "write \"2GiB\"")]
    public void Mistakes_are_told(string json, string message)
    {
        var (value, told) = Any.Read(Parse(json));

        Assert.Null(value);
        Assert.Equal(message, told);
    }

    [Theory]
    [InlineData("-5", -5L)]
    [InlineData("\"-0x10\"", -16L)]
    [InlineData("\"-1KiB\"", -1024L)]
    [InlineData("-9223372036854775807", -long.MaxValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("\"-0x8000000000000000\"", null)]
    [InlineData("\"- 5KiB\"", null)]
    [InlineData("true", null)]
    public void A_sign_is_read_where_it_is_allowed(string json, long? expected) => Assert.Equal(expected, Signed.ReadSigned(Parse(json)).Value);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
