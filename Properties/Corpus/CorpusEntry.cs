using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Corpus;

/// <summary>A failure that is kept, to be tried first by the next run.</summary>
/// <param name="Law">The law it broke.</param>
/// <param name="Conjunct">Which part of it.</param>
/// <param name="Status">Whether it is expected to fail.</param>
/// <param name="Scenario">The simplest scenario that was found.</param>
public sealed record CorpusEntry(Law Law, string Conjunct, CorpusStatus Status, Scenario Scenario)
{
    /// <summary>The defect that was planted when it failed, and is planted again to try it; <see langword="null"/> for a real failure.</summary>
    public string? Fault { get; init; }

    /// <summary>Who was wrong; <see langword="null"/> where there was no majority.</summary>
    public string? OddOneOut { get; init; }

    /// <summary>Names the scenario as drawn, before it was shrunk; <see langword="null"/> where it was not drawn, or not portable.</summary>
    public ReplayToken? Token { get; init; }

    /// <summary>Version of the tool that found it; <see langword="null"/> where nobody knows.</summary>
    public string? Tool { get; init; }

    /// <summary>Version of the solver that voted.</summary>
    public string? Solver { get; init; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset? Found { get; init; }

    /// <summary>What a person wrote about it.</summary>
    public string? Note { get; init; }

    /// <summary>What makes another failure the same.</summary>
    public CorpusKey Key => new(Law.Name, Conjunct, ScenarioShape.Of(Scenario), Fault);

    /// <summary>Characters of the scenario on one line: of two failures that are the same the shorter one is kept.</summary>
    public int Size => ScenarioWriter.WriteLine(Scenario).Length;

    /// <summary>A finding as an open case.</summary>
    /// <param name="finding">Shrunk.</param>
    /// <param name="fault">The defect that was planted, if any.</param>
    public static CorpusEntry Of(Finding finding, string? fault) =>
        new(finding.Law, CorpusText.OnOneLine(finding.Violation.Conjunct), CorpusStatus.Open, finding.Shrunk.Scenario)
        {
            Fault = fault,
            OddOneOut = finding.OddOneOut,
            Token = finding.Token,
        };
}
