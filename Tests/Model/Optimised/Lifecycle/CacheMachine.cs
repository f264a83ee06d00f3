using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

/// <summary>
/// One buffer as a number, with one line of cache over it that is fetched as early as a CPU may, and the bounce buffers. Throws where data
/// is lost or an old number is read.
/// </summary>
internal sealed class CacheMachine
{
    private readonly Dictionary<int, int> _bounces = [];
    private int _memory;
    private int? _line = 0;
    private bool _isDirty;
    private int _newest;

    public void Do(CacheAction action)
    {
        switch (action.Kind)
        {
            case CacheActionKind.Clean:
                _memory = _isDirty ? _line!.Value : _memory;
                _isDirty = false;
                break;
            case CacheActionKind.Invalidate:
                Assert.False(_isDirty, "dirty data is thrown away");
                _line = null;
                break;
            case CacheActionKind.CopyIn:
                _bounces[action.Attachment!.Value] = CpuReads();
                break;
            case CacheActionKind.CopyOut:
                CpuWrites(_bounces[action.Attachment!.Value]);
                break;
            case CacheActionKind.CopyStorage:
                _newest = CpuReads();
                _isDirty = true; // The new storage has the data in the cache alone.
                _memory = -1;
                break;
        }

        _line ??= _memory;
    }

    public void CpuUses(bool writes)
    {
        Assert.Equal(_newest, CpuReads());
        if (writes)
        {
            CpuWrites(++_newest);
        }
    }

    public void DeviceUses(int attachment, MappingKind kind, bool snoops, bool writes)
    {
        if (kind == MappingKind.Bounced)
        {
            Assert.Equal(_newest, _bounces[attachment]);
            _newest += writes ? 1 : 0;
            _bounces[attachment] = _newest;
            return;
        }

        // A snooping device that reads a line which another has written past sees what the CPU would see before it invalidates.
        bool readsStaleLine = snoops && !_isDirty && _line != _memory;
        Assert.True(snoops || !_isDirty, "a device goes past a dirty line");
        Assert.True(readsStaleLine || _newest == (snoops ? CpuReads() : _memory), "a device reads old data");
        if (writes)
        {
            _memory = ++_newest;
            _line = snoops ? _newest : _line;
            _isDirty = _isDirty && !snoops;
        }
    }

    private int CpuReads() => _line!.Value;

    private void CpuWrites(int value)
    {
        _line = value;
        _isDirty = true;
    }
}
