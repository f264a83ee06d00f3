using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>An operation between its call and its return.</summary>
/// <param name="Thread">Who called.</param>
/// <param name="Operation">What.</param>
/// <param name="Called">When, by the schedule's clock.</param>
/// <param name="Returned">When it was back.</param>
/// <param name="Result">What it gave; <see langword="null"/> when it threw.</param>
/// <param name="Thrown">What it threw.</param>
public sealed record Call(int Thread, Operation Operation, long Called, long Returned, StepResult? Result, string? Thrown);

/// <summary>A scenario's steps as threads did them at once, under one schedule.</summary>
/// <param name="Scenario">With threads in its steps.</param>
/// <param name="Prologue">What was done before, one after another.</param>
/// <param name="Calls">In the order in which they were called.</param>
/// <param name="Final">What could be observed at the end; <see langword="null"/> when not even that is possible.</param>
/// <param name="IsDeadlocked">Whether the threads ended up waiting for one another.</param>
public sealed record ConcurrentHistory(
    Scenario Scenario, IReadOnlyList<Step> Prologue, IReadOnlyList<Call> Calls, BufferView? Final, bool IsDeadlocked)
{
    /// <summary>Whether a scenario has more than one thread.</summary>
    public static bool IsConcurrent(Scenario scenario) => scenario.Steps.Any(s => s.Thread > 0);

    /// <summary>
    /// Runs a scenario's threads under the schedule of a seed. Steps before the first of another thread than 0 are the prologue.
    /// </summary>
    public static ConcurrentHistory Run(Scenario scenario, Func<Scenario, EngineGate, IDmaBuf> newBuffer, ulong seed)
    {
        Step[] steps = [.. LifecycleTrace.StepsOf(scenario)];
        Step[] prologue = [.. steps.TakeWhile(s => s.Thread == 0)];
        Step[][] threads = [.. steps.Skip(prologue.Length).GroupBy(s => s.Thread).OrderBy(g => g.Key).Select(g => g.ToArray())];
        var schedule = new ThreadSchedule(threads.Length, seed);
        var gate = new LateGate();
        IDmaBuf buffer = newBuffer(scenario, gate);
        foreach (Step step in prologue)
        {
            buffer.Apply(step.Operation);
        }

        gate.Schedule = new ScheduledGate(schedule);
        List<Call> calls = [];
        schedule.Run(thread =>
        {
            foreach (Step step in threads[thread])
            {
                schedule.Point();
                calls.Add(Do(buffer, schedule, step));
            }
        });
        gate.Schedule = null;
        return new ConcurrentHistory(scenario, prologue, [.. calls.OrderBy(c => c.Called)], ViewOf(buffer), schedule.IsDeadlocked);
    }

    private static Call Do(IDmaBuf buffer, ThreadSchedule schedule, Step step)
    {
        long called = schedule.Clock;
        try
        {
            StepResult result = buffer.Apply(step.Operation);
            return new Call(step.Thread, step.Operation, called, schedule.Clock, result, Thrown: null);
        }
        catch (Exception e) when (e is not AbandonedException && Examination.IsVotersFault(e))
        {
            return new Call(step.Thread, step.Operation, called, schedule.Clock, Result: null, e.GetType().Name);
        }
    }

    private static BufferView? ViewOf(IDmaBuf buffer)
    {
        try
        {
            return buffer.View;
        }
        catch (Exception e) when (Examination.IsVotersFault(e))
        {
            return null;
        }
    }

    /// <summary>Open until the threads start, and again when they have ended.</summary>
    private sealed class LateGate : EngineGate
    {
        public EngineGate? Schedule { get; set; }

        public override void Enter(string operation) => Schedule?.Enter(operation);

        public override void Exit(string operation) => Schedule?.Exit(operation);

        public override void Point(string where) => Schedule?.Point(where);
    }
}
