using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>A scenario of a run and what came of it.</summary>
/// <param name="Index">Its number in the run, from 0.</param>
/// <param name="Token">How it was drawn.</param>
/// <param name="Scenario">What was drawn.</param>
/// <param name="IsSolved">Whether the solver voted.</param>
/// <param name="Cells">The kinds of cases it is one of.</param>
/// <param name="Laws">Every law that was shown it.</param>
public sealed record SeenCase(
    long Index, ReplayToken Token, Scenario Scenario, bool IsSolved, ValueList<Cell> Cells, IReadOnlyList<SeenLaw> Laws);

/// <summary>One law on one scenario.</summary>
/// <param name="Law">Which.</param>
/// <param name="Result">What it says.</param>
/// <param name="Elapsed">What that took. An answer that several laws ask for is in the time of the first.</param>
public readonly record struct SeenLaw(Law Law, LawResult Result, TimeSpan Elapsed);
