using System.Collections.Immutable;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Corpus;

/// <summary>What <c>check</c> does with a corpus: tries it first, and keeps each finding as soon as there is one.</summary>
internal sealed class CheckCorpus(CorpusFolder folder, SeededFault? fault)
{
    private readonly List<string> _kept = [];
    private ImmutableArray<CorpusTrial> _trials = [];
    private ImmutableArray<Finding> _known = [];
    private int _leftOut;

    /// <summary>Why a finding could not be kept; <see langword="null"/>: all were.</summary>
    public string? Problem { get; private set; }

    /// <summary>Tries the cases of these laws and says how it went, damaged files included.</summary>
    /// <param name="laws">Those of the run.</param>
    /// <param name="voters">Those of the run, a planted defect included.</param>
    /// <param name="output">For people; <see langword="null"/>: only damage is told.</param>
    /// <param name="stop">Cases left then are not tried.</param>
    public void Try(ImmutableArray<Law> laws, Voters voters, TextWriter? output, CancellationToken stop)
    {
        var cases = new List<(string File, CorpusEntry Entry)>();
        foreach (CorpusFile file in Files())
        {
            if (!file.Read.IsOk)
            {
                Complaint.BadInput(file.Path, file.Read.Problem);
            }
            else if (laws.Contains(file.Read.Value.Law))
            {
                cases.Add((file.Path, file.Read.Value));
            }
        }

        _leftOut = cases.RemoveAll(c => c.Entry.Fault is not null && c.Entry.Fault != fault?.Name);
        _trials = [.. cases.TakeWhile(_ => !stop.IsCancellationRequested).Select(c => CorpusTrial.Of(c.File, c.Entry, voters))];
        if (output is not null)
        {
            CorpusLines.Write(output, Report);
        }

        _known =
        [
            .. _trials.Where(trial => trial.Outcome == CorpusOutcome.Fails).DistinctBy(trial => trial.Entry.Law).Select(trial => trial.Examine(voters)),
        ];
    }

    /// <summary>Keeps a finding that is no case of the corpus yet, and says so once that is done.</summary>
    public void Keep(Finding finding)
    {
        if (Report.IsKnown(finding))
        {
            return;
        }

        var versions = Provenance.Lines().ToDictionary(line => line.Name, line => line.Value);
        CorpusEntry entry = CorpusEntry.Of(finding, fault?.Name) with
        {
            Tool = versions["tool"],
            Solver = versions["solver"],
            Found = DateTimeOffset.UtcNow,
        };
        var stale = _trials.Where(trial => trial.FailsNoLonger).Select(trial => trial.File).ToHashSet();
        if (folder.Save(entry, stale, out string file) is { } problem)
        {
            Problem ??= $"{file}: {problem}";
            return;
        }

        _kept.Add(file);
        Consoles.Note($"{finding.Law.Name} is broken: {entry.Conjunct}; kept in {file}");
    }

    /// <summary>The run's report with what the corpus showed.</summary>
    public RunReport AddTo(RunReport drawn) => Report.With(drawn, _known);

    private CorpusReport Report => new(folder.Path, [.. _trials], _leftOut, [.. _kept]);

    private IReadOnlyList<CorpusFile> Files()
    {
        try
        {
            return folder.Files();
        }
        catch (Exception e) when (ScenarioInput.IsOfTheFile(e))
        {
            Complaint.BadInput(folder.Path, ScenarioInput.Problem(e));
            return [];
        }
    }
}
