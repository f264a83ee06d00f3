using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Laws.Engine;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>How a planted defect is looked for.</summary>
/// <param name="Seed">Everything follows from it.</param>
/// <param name="Seeds">How often the search starts anew, with seeds of its own.</param>
/// <param name="MostCases">Histories that one search looks at.</param>
public sealed record HuntSettings(ulong Seed, int Seeds, long MostCases)
{
    /// <summary>Candidates that one shrink may look at.</summary>
    public int ShrinkBudget { get; init; } = Shrinking.Shrinker.DefaultBudget;

    /// <summary>Whether what each search finds is shrunk, and not only what the first one finds.</summary>
    public bool ShrinksAll { get; init; }
}

/// <summary>How many random histories it takes until some law notices a planted defect.</summary>
/// <param name="Fault">The defect.</param>
/// <param name="CasesToFind">For each seed the number of histories up to the first that shows it; <see langword="null"/> where none did.</param>
/// <param name="Cases">Histories looked at altogether.</param>
/// <param name="Finding">The first seed's counterexample, shrunk; <see langword="null"/> when no seed found any.</param>
public sealed record Hunt(SeededFault Fault, ValueList<long?> CasesToFind, long Cases, Finding? Finding)
{
    /// <summary>What each search found, shrunk, in their order; empty where only the first one was to be shrunk.</summary>
    public ValueList<Finding> Findings { get; init; }

    /// <summary>Searches that found it.</summary>
    public int Found => CasesToFind.Count(cases => cases is not null);

    /// <summary>The median over all searches, a search in vain counting as longer than any other; <see langword="null"/> when that is the median.</summary>
    public long? Median => Searches.Median(CasesToFind);

    /// <summary>The longest search; <see langword="null"/> when one was in vain.</summary>
    public long? Worst => Searches.Sorted(CasesToFind)[^1];

    /// <summary>Looks for a defect from each seed, on all cores.</summary>
    /// <param name="fault">The defect.</param>
    /// <param name="real">Sound voters, to plant it in.</param>
    /// <param name="settings">How it is looked for.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="counts">Where to say how far it is; nowhere when left out.</param>
    public static Hunt For(SeededFault fault, Voters real, HuntSettings settings, CancellationToken stop, SearchCounts? counts = null)
    {
        Voters voters = fault.Plant(fault.Voter == "solver" ? real : real with { Solver = null });
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        var searches = new (long? Found, long Looked, Law? Law)[settings.Seeds];
        Parallel.For(
            0,
            settings.Seeds,
            new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount },
            search => searches[search] = Search(fault, voters, generator, settings, search, counts, stop));
        var findings = new Finding?[settings.Seeds];
        int shrunk = settings.ShrinksAll ? settings.Seeds : Array.FindIndex(searches, s => s.Found is not null) + 1;
        Parallel.For(
            settings.ShrinksAll ? 0 : Math.Max(0, shrunk - 1),
            shrunk,
            new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount },
            search => findings[search] = Examine(fault, voters, generator, settings, search, searches[search].Law, searches[search].Found));
        Finding[] found = [.. findings.OfType<Finding>()];
        return new Hunt(fault, [.. searches.Select(s => s.Found)], searches.Sum(s => s.Looked), found.FirstOrDefault())
        {
            Findings = settings.ShrinksAll ? [.. found] : [],
        };
    }

    private static (long? Found, long Looked, Law? Law) Search(
        SeededFault fault,
        Voters voters,
        ScenarioGenerator generator,
        HuntSettings settings,
        int search,
        SearchCounts? counts,
        CancellationToken stop)
    {
        for (long index = 0; index < settings.MostCases; index++)
        {
            stop.ThrowIfCancellationRequested();
            counts?.CountCase();
            var c = new Case(Draw(fault, generator, settings, search, index), voters);
            if (LawsFor(fault, voters).FirstOrDefault(law => Examination.Check(law, c).Outcome == LawOutcome.Violated) is { } law)
            {
                return (index + 1, index + 1, law);
            }
        }

        return (null, settings.MostCases, null);
    }

    /// <summary>Schedules of threads take as long as everything else: they are run for what only they can show.</summary>
    private static IEnumerable<Law> LawsFor(SeededFault fault, Voters voters) => AllLaws.List.Where(law =>
        law.Subject == fault.Subject
        && (fault.IsRace || law != EngineLinearizable.Law)
        && (!law.NeedsSolver || voters.Solver is not null)
        && (fault.Law is null || fault.Law == law.Name));

    private static Finding? Examine(
        SeededFault fault, Voters voters, ScenarioGenerator generator, HuntSettings settings, int search, Law? law, long? found) =>
        law is null || found is not { } cases
            ? null
            : Examination.Examine(law, Draw(fault, generator, settings, search, cases - 1), token: null, voters, settings.ShrinkBudget);

    private static Scenario Draw(SeededFault fault, ScenarioGenerator generator, HuntSettings settings, int search, long index) => generator.Draw(
        fault.Subject == LawSubject.Lifecycle ? Regime.Lifecycle : Regime.Plausible,
        Plan.SeedOf(Plan.SeedOf(settings.Seed, search), index));
}
