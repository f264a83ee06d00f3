using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Draws questions of every kind with the project's own generators.</summary>
public static class QuestionSets
{
    /// <summary>One set for each machine that the kind needs, each of so many questions.</summary>
    /// <param name="kind">What they are about.</param>
    /// <param name="real">What may be drawn from.</param>
    /// <param name="seed">What everything drawn follows from.</param>
    /// <param name="cases">Questions of each set.</param>
    /// <param name="only">Of mappings only those of this backend; all when left out.</param>
    public static IEnumerable<QuestionSet> Draw(QuestionKind kind, RealInputs real, ulong seed, int cases, MapBackend? only = null)
    {
        LayoutScenarios scenarios = Scenarios(real);
        return kind switch
        {
            QuestionKind.Tables => [new(kind, MapBackend.Direct, [.. TableDraw.From(scenarios.Draw(seed)).Take(cases)])],
            QuestionKind.Lifecycle => [new(kind, MapBackend.Direct, [.. LifecycleDraw.From(Generator(real), seed).Take(cases)])],
            QuestionKind.Map => MapBackends.All.Where(backend => only is null || backend == only)
                .Select(backend => new QuestionSet(kind, backend, [.. MapDraw.From(scenarios.Draw(seed), backend).Take(cases)])),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Table questions without end.</summary>
    public static IEnumerable<KernelQuestion> Tables(RealInputs real, ulong seed) => TableDraw.From(Scenarios(real).Draw(seed));

    private static LayoutScenarios Scenarios(RealInputs real) => new(Generator(real));

    private static ScenarioGenerator Generator(RealInputs real) => new(new GeneratorSettings(), real);
}
