namespace DmabufVerify.Conformance.Questions;

/// <summary>Which hooks of an exporter refuse now, and with what.</summary>
internal sealed class ExporterHooks
{
    private readonly HashSet<string> _refusing = [];

    /// <summary>Takes a step that begins with r or o.</summary>
    public void Take(string step)
    {
        if (step[0] == 'r')
        {
            _refusing.Add(step[1..]);
        }
        else
        {
            _refusing.Remove(step[1..]);
        }
    }

    /// <summary>The hook's errno; 0 when it does not refuse the device.</summary>
    public int Attach(char device) => Errno($"{device}a", -1);

    /// <inheritdoc cref="Attach"/>
    public int Pin(char device) => Errno($"{device}p", -12);

    /// <summary>The same; a hook that gives no table is ENOMEM to the core (dma_buf_map_attachment).</summary>
    public int Map(char device) => Errno($"{device}m", -5) is not 0 and var refusal ? refusal : Errno($"{device}n", -12);

    /// <summary>For CPU access no device counts.</summary>
    public int BeginCpuAccess => Errno("c", -13);

    /// <inheritdoc cref="BeginCpuAccess"/>
    public int EndCpuAccess => Errno("e", -5);

    private int Errno(string hook, int errno) => _refusing.Contains(hook) ? errno : 0;
}
