using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// What an importer may ask of a dma-buf, step by step, and what drivers/dma-buf/dma-buf.c (6.1) answers: enough to draw sequences that can be asked,
/// and to tell which of the core's ways the model does not follow.
/// </summary>
/// <param name="caching">Whether the exporter sets cache_sgt_mapping.</param>
internal sealed class DmaBufCore(bool caching)
{
    /// <summary>Importers.</summary>
    public const int Devices = 3;

    /// <summary>Mappings of one attachment that live at once; the module keeps so many.</summary>
    private const int MostMaps = 16;

    private readonly Importer[] _importers = [.. Enumerable.Range(0, Devices).Select(_ => new Importer())];

    /// <summary>Whether some map was let through beside a live one of another direction, which the model refuses.</summary>
    public bool MappedAnew { get; private set; }

    /// <summary>What can be asked now.</summary>
    public IEnumerable<string> Askable() => Enumerable.Range(0, Devices).SelectMany(i => Words(_importers[i]).Select(word => word.Insert(1, $"{i}")));

    /// <summary>Takes a step that can be asked.</summary>
    public Errno Take(string step)
    {
        Importer importer = _importers[step[1] - '0'];
        switch (step[0])
        {
            case 'a':
                importer.IsAttached = !importer.IsRefused;
                return importer.IsAttached ? Errno.Ok : Errno.Eperm;
            case 'd':
                importer.IsAttached = false;
                importer.Cached = null;
                return Errno.Ok;
            case 'r' or 'o':
                importer.IsRefused = step[0] == 'r';
                return Errno.Ok;
            case 'u':
                importer.Live.Pop();
                return Errno.Ok;
            default:
                return Map(importer, step[2]);
        }
    }

    private static IEnumerable<string> Words(Importer importer)
    {
        yield return importer.IsRefused ? "o" : "r";
        if (!importer.IsAttached)
        {
            yield return "a";
            yield break;
        }

        if (importer.Live.Count < MostMaps)
        {
            yield return "mb";
            yield return "mt";
            yield return "mf";
        }

        yield return importer.Live.Count == 0 ? "d" : "u";
    }

    private Errno Map(Importer importer, char direction)
    {
        if (caching && importer.Cached is { } cached && cached != direction && cached != 'b')
        {
            return Errno.Ebusy;
        }

        MappedAnew |= !caching && importer.Live.Count > 0 && importer.Live.Last() is var first && first != direction && first != 'b';
        importer.Cached ??= direction;
        importer.Live.Push(direction);
        return Errno.Ok;
    }

    private sealed class Importer
    {
        public bool IsAttached { get; set; }

        public bool IsRefused { get; set; }

        /// <summary>Direction of the table that the core keeps until detach, where the exporter asks for that.</summary>
        public char? Cached { get; set; }

        /// <summary>Directions of what is mapped, the latest first.</summary>
        public Stack<char> Live { get; } = new();
    }
}
