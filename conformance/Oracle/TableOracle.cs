using System.Runtime.InteropServices;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Oracle;

/// <summary>
/// lib/scatterlist.c of Debian's kernel source in this process: answers table questions as the machine does, some hundred times as fast, and no others. The
/// library stays loaded.
/// </summary>
public sealed class TableOracle : IKernel
{
    private const int NumbersPerEntry = 3;

    private readonly BuildTable _build;
    private readonly SplitTable _split;
    private readonly string _source;

    /// <param name="build">Without a problem.</param>
    public TableOracle(OracleBuild build)
    {
        nint library = NativeLibrary.Load(build.Library);
        _build = Marshal.GetDelegateForFunctionPointer<BuildTable>(NativeLibrary.GetExport(library, "sg_oracle_table"));
        _split = Marshal.GetDelegateForFunctionPointer<SplitTable>(NativeLibrary.GetExport(library, "sg_oracle_split"));
        _source = Path.GetFileNameWithoutExtension(build.Library);
    }

    private delegate int BuildTable([In] ulong[] pfns, uint count, uint offset, ulong size, uint longest, [Out] ulong[] entries, uint room);

    private delegate int SplitTable(uint count, ulong skip, ulong bytes, [Out] ulong[] entries, uint room);

    /// <inheritdoc/>
    public KernelAnswers Ask(IReadOnlyList<string> questions)
    {
        var lines = new string[questions.Count];
        Parallel.For(0, lines.Length, i => lines[i] = Answer(questions[i]));
        int unanswered = Array.IndexOf(lines, "");
        return unanswered < 0 ? new(lines, null) : new(lines[..unanswered], $"no answer here to {questions[unanswered]}");
    }

    /// <summary>Nothing is lost on the way.</summary>
    public string? Finish() => null;

    /// <summary>
    /// sg_split (lib/sg_split.c) of a table of single pages with gaps between, into one list: the entries' lengths, or an errno alone.
    /// </summary>
    /// <param name="pages">Entries of the table.</param>
    /// <param name="skipBytes">Left out at the front.</param>
    /// <param name="bytes">Of the list that is asked for.</param>
    public IReadOnlyList<long> Split(uint pages, ulong skipBytes, ulong bytes)
    {
        var entries = new ulong[pages * NumbersPerEntry];
        int count = _split(pages, skipBytes, bytes, entries, pages);
        return count < 0 ? [count] : [.. Enumerable.Range(0, count).Select(i => (long)entries[(i * NumbersPerEntry) + 2])];
    }

    /// <summary>Empty for what is not asked here.</summary>
    private string Answer(string question) => question[0] switch
    {
        'I' => _source,
        'P' => Table(SgTableQuestion.Parse(question)),
        _ => "",
    };

    private string Table(SgTableQuestion question)
    {
        ulong[] pfns = [.. question.Runs.SelectMany(Pfns)];
        var entries = new ulong[pfns.Length * NumbersPerEntry];
        int count = _build(
            pfns, (uint)pfns.Length, (uint)question.OffsetBytes, question.SizeBytes, question.MaxSegmentBytes, entries, (uint)pfns.Length);
        return count < 0
            ? $"{count}"
            : $"0 {string.Join(' ', Enumerable.Range(0, count).Select(i => $"{entries[i * NumbersPerEntry]:x}:{entries[(i * NumbersPerEntry) + 1]:x}:{entries[(i * NumbersPerEntry) + 2]:x}"))}";
    }

    private static IEnumerable<ulong> Pfns(PfnRun run)
    {
        for (ulong pfn = run.FirstPfn; pfn < run.EndPfn; pfn++)
        {
            yield return pfn;
        }
    }
}
