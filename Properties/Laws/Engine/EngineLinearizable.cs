using DmabufVerify.Properties.Concurrency;

namespace DmabufVerify.Properties.Laws.Engine;

/// <summary>
/// What threads do at once with the engine, they could have done one after another: there is an order, keeping who returned before whom called, in which
/// the specification gives the same results.
/// </summary>
internal static class EngineLinearizable
{
    /// <summary>Schedules that are tried of each scenario.</summary>
    private const ulong Schedules = 12;

    public static Law Law { get; } = new(
        "Engine.Linearizable", "for every schedule some order o of the calls: results(engine) = results(spec(o))", NeedsSolver: false, Check)
    {
        Subject = LawSubject.Lifecycle,
    };

    private static LawResult Check(Case c)
    {
        if (!ConcurrentHistory.IsConcurrent(c.Scenario))
        {
            return LawResult.NotApplicable;
        }

        for (ulong seed = 0; seed < Schedules; seed++)
        {
            var history = ConcurrentHistory.Run(c.Scenario, c.Voters.ConcurrentEngine, seed);
            var linearization = Linearization.Of(history);
            if (history.IsDeadlocked || !linearization.IsLinearizable)
            {
                return LawResult.Violated(
                    history.IsDeadlocked ? "the threads go on" : "some order of the calls explains the results",
                    "an order",
                    $"none for schedule {seed}",
                    c.Voters.Optimised.Name,
                    HistoryPicture.Draw(history, linearization));
            }
        }

        return LawResult.Holds;
    }
}
