using System.Buffers;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>
/// Writes every case of a run to a file while the run goes on. Workers make their lines side by side and take turns to append them; what is in
/// memory is one scenario for each worker. The file has its name only when it is finished.
/// </summary>
internal sealed class CaseLines : ICaseObserver, IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly CaseLine _line = new(DateTimeOffset.UtcNow);
    private readonly ThreadLocal<ArrayBufferWriter<byte>> _buffers = new(() => new());
    private readonly Lock _gate = new();
    private string? _problem;
    private bool _isFinished;

    private CaseLines(string path)
    {
        _path = Path.GetFullPath(path);
        _temporary = OutputFile.Temporary(_path);

        // What is written at once is some 40 kB, so a buffer would only hold back what a full disk has to say.
        _file = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Lines written.</summary>
    public long Count { get; private set; }

    /// <summary>Opens it, or says why not.</summary>
    public static CaseLines? TryOpen(string path, out string? problem)
    {
        try
        {
            problem = null;
            return new CaseLines(path);
        }
        catch (Exception e) when (OutputFile.IsOfTheFile(e))
        {
            problem = OutputFile.Problem(e);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Saw(SeenCase seen)
    {
        ArrayBufferWriter<byte> buffer = _buffers.Value!;
        buffer.ResetWrittenCount();
        _line.Write(buffer, seen);
        lock (_gate)
        {
            if (_problem is not null)
            {
                return;
            }

            try
            {
                _file.Write(buffer.WrittenSpan);
                Count += seen.Laws.Count;
            }
            catch (Exception e) when (OutputFile.IsOfTheFile(e))
            {
                // A full disk; the run is worth more than the rest of this file.
                _problem = OutputFile.Problem(e);
            }
        }
    }

    /// <summary>Gives the file its name. What went wrong, then or before, or <see langword="null"/>.</summary>
    public string? Finish()
    {
        if (_problem is not null)
        {
            return _problem;
        }

        try
        {
            _file.Dispose();
            File.Move(_temporary, _path, overwrite: true);
            _isFinished = true;
            return null;
        }
        catch (Exception e) when (OutputFile.IsOfTheFile(e))
        {
            return _problem = OutputFile.Problem(e);
        }
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose()
    {
        _buffers.Dispose();
        if (!_isFinished)
        {
            Abandon();
        }
    }

    private void Abandon()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception e) when (OutputFile.IsOfTheFile(e))
        {
            // What could not be written is not wanted any more.
        }

        OutputFile.Remove(_temporary);
    }
}
