namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>Which slot of a tree each device holds; an array by the device's place in the scenario.</summary>
internal sealed class DeviceSlots
{
    private int[] _slotPlusOne = [];

    /// <summary>The slot, or -1.</summary>
    public int this[int device] => device < _slotPlusOne.Length ? _slotPlusOne[device] - 1 : -1;

    /// <summary>A device holds a slot now.</summary>
    public void Add(int device, int slot)
    {
        if (device >= _slotPlusOne.Length)
        {
            Array.Resize(ref _slotPlusOne, Math.Max(2 * _slotPlusOne.Length, device + 1));
        }

        _slotPlusOne[device] = slot + 1;
    }

    /// <summary>The slot that a device held, or -1.</summary>
    public int Remove(int device)
    {
        int slot = this[device];
        if (slot >= 0)
        {
            _slotPlusOne[device] = 0;
        }

        return slot;
    }
}
