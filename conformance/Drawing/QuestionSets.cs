using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Draws questions of every kind with the project's own generators.</summary>
public static class QuestionSets
{
    /// <summary>One set for each machine that the kind needs, each of so many questions.</summary>
    /// <param name="kind">What they are about.</param>
    /// <param name="real">The catalogue, and recorded storage.</param>
    /// <param name="seed">The same gives the same questions.</param>
    /// <param name="cases">How many in each set.</param>
    /// <param name="only">Of mappings only those of this backend; all when left out.</param>
    /// <param name="inMemory">Whether tables are asked only of pages that the machine has: <see cref="KernelBuild.NamesAnyPage"/>.</param>
    public static IEnumerable<QuestionSet> Draw(
        QuestionKind kind, RealInputs real, ulong seed, int cases, MapBackend? only = null, bool inMemory = false)
    {
        LayoutScenarios scenarios = Scenarios(real);
        return kind switch
        {
            QuestionKind.Tables => [new(kind, MapBackend.Direct, [.. TableDraw.From(scenarios.Draw(seed), inMemory).Take(cases)])],
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
