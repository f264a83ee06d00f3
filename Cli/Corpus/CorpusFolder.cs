using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Corpus;

/// <summary>
/// A folder of kept cases, one a file. Several processes may share it: who changes it holds its lock, who reads it needs none, since files come
/// and go whole.
/// </summary>
internal sealed class CorpusFolder(string path)
{
    /// <summary>The repository's own, seen from its root, where <c>./verify</c> runs the tool.</summary>
    private static readonly string Shipped = System.IO.Path.Combine("data", "corpus");

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// The one that is meant when none is named: the repository's where the tool runs at its root, else one in the folder for details: a run
    /// elsewhere leaves no other folder behind.
    /// </summary>
    public static CorpusFolder Default(string details = "out") =>
        new(Directory.Exists(Shipped) ? Shipped : System.IO.Path.Combine(details, "corpus"));

    /// <summary>Every case in the order of names; none where there is no folder. Files of other kinds are nobody's business.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public IReadOnlyList<CorpusFile> Files() => !Directory.Exists(Path) ? [] :
    [
        .. Directory.GetFiles(Path, "*.json").Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>Reads one file, of a corpus or not.</summary>
    public static CorpusFile Read(string file)
    {
        ReadResult<byte[]> text = ScenarioInput.ReadBytes(file);
        return new(file, text.IsOk ? CorpusText.Read(text.Value, DeviceCatalogue.Shipped.Limits) : text.Problem);
    }

    /// <summary>
    /// Keeps an open case; a crash at any moment leaves the folder as it was or with the case in it. The same failure is kept once: a larger one gives way,
    /// unless it has become a case that must hold.
    /// </summary>
    /// <param name="entry">What to keep.</param>
    /// <param name="stale">Files whose open case was seen not to fail any more: they give way too.</param>
    /// <param name="file">Where the failure is kept now.</param>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public string? Save(CorpusEntry entry, IReadOnlySet<string> stale, out string file)
    {
        file = Path;
        try
        {
            using IDisposable alone = FolderLock.Take(Path);
            RemoveLeftovers();
            for (int number = 1; ; number++)
            {
                file = System.IO.Path.Combine(Path, entry.Key.FileName(number));
                if (!File.Exists(file))
                {
                    return OutputFile.TryWrite(file, CorpusText.Write(entry));
                }

                if (Read(file).Read.Value is not { Status: CorpusStatus.Open } there || there.Key != entry.Key)
                {
                    continue;
                }

                return entry.Size < there.Size || stale.Contains(file) ? OutputFile.TryWrite(file, CorpusText.Write(entry)) : null;
            }
        }
        catch (Exception e) when (ScenarioInput.IsOfTheFile(e))
        {
            return e.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>Removes a case, or writes another in its place, unless somebody has changed it since.</summary>
    /// <param name="tried">As it was read.</param>
    /// <param name="entry">What is to stand there; <see langword="null"/>: nothing.</param>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public string? Replace(CorpusTrial tried, CorpusEntry? entry)
    {
        try
        {
            using IDisposable alone = FolderLock.Take(Path);
            RemoveLeftovers();
            if (Read(tried.File).Read.Value != tried.Entry)
            {
                return "has been changed meanwhile";
            }

            if (entry is not null)
            {
                return OutputFile.TryWrite(tried.File, CorpusText.Write(entry));
            }

            File.Delete(tried.File);
            return null;
        }
        catch (Exception e) when (ScenarioInput.IsOfTheFile(e))
        {
            return e.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>Only who holds the lock writes: what is half written was left by a process that was killed.</summary>
    private void RemoveLeftovers()
    {
        foreach (string leftover in Directory.GetFiles(Path, "*.tmp"))
        {
            File.Delete(leftover);
        }
    }
}
