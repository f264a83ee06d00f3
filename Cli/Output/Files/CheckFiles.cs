using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>The files that a run writes for other programs, each on request.</summary>
/// <param name="junit">Where the JUnit XML goes; <see langword="null"/>: nowhere.</param>
/// <param name="sarif">Where the SARIF goes; <see langword="null"/>: nowhere.</param>
/// <param name="cases">Where the cases go; <see langword="null"/>: nowhere.</param>
internal sealed class CheckFiles(string? junit, string? sarif, string? cases) : IDisposable
{
    private readonly List<CheckFileJson> _written = [];
    private CaseLines? _lines;

    /// <summary>Those that are written, after <see cref="Finish"/>.</summary>
    public IReadOnlyList<CheckFileJson> Written => _written;

    /// <summary>Who writes cases down while the run goes on; nobody before <see cref="Open"/> or when nobody asked for them.</summary>
    public ICaseObserver? Observer => _lines;

    private (string Option, string? Path)[] Wanted => [("--junit", junit), ("--sarif", sarif), ("--cases-out", cases)];

    /// <summary>Before the run: makes sure that all can be written, and opens the file of cases. What is wrong, or <see langword="null"/>.</summary>
    public string? Open()
    {
        var seen = new Dictionary<string, string>();
        foreach ((string option, string path) in Wanted.Where(file => file.Path is not null).Select(file => (file.Option, file.Path!)))
        {
            if (OutputFile.TryFile(path) is { } unwritable)
            {
                return $"{option} {path}: {unwritable}";
            }

            if (!seen.TryAdd(Path.GetFullPath(path), option))
            {
                return $"{option} {path}: {seen[Path.GetFullPath(path)]} names the same file";
            }
        }

        if (cases is not null)
        {
            _lines = CaseLines.TryOpen(cases, out string? problem);
            return problem is null ? null : $"--cases-out {cases}: {problem}";
        }

        return null;
    }

    /// <summary>After the run: writes everything. What went wrong, or <see langword="null"/>.</summary>
    /// <param name="report">What was seen.</param>
    /// <param name="dossiers">One for each finding.</param>
    /// <param name="details">Where the scenarios are.</param>
    public string? Finish(RunReport report, IReadOnlyCollection<Dossier> dossiers, Details details)
    {
        string? problem = null;
        if (junit is not null)
        {
            Note("JUnit", junit, OutputFile.TryWrite(junit, JUnitXml.Text(report, dossiers)));
        }

        if (sarif is not null)
        {
            Note("SARIF", sarif, OutputFile.TryWrite(sarif, SarifLog.Text(report, details)));
        }

        if (_lines is not null)
        {
            Note("cases", cases!, _lines.Finish(), _lines.Count);
        }

        return problem;

        void Note(string kind, string path, string? failed, long? lines = null)
        {
            problem ??= failed is null ? null : $"{path}: {failed}";
            if (failed is null)
            {
                _written.Add(new CheckFileJson(kind, path, lines));
            }
        }
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose() => _lines?.Dispose();
}
