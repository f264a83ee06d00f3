namespace DmabufVerify.Cli;

/// <summary>Tells a closed pipe from other failures of input and output.</summary>
internal static class ClosedPipe
{
    private const int BrokenPipe = 32;

    /// <summary>EPIPE, as .NET hands the number through in the low half of HResult or as the inner error's.</summary>
    public static bool IsClosedPipe(this IOException e) =>
        (e.HResult & 0xffff) == BrokenPipe || e.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);
}
