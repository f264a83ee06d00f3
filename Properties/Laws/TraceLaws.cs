using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws;

/// <summary>What laws about histories have in common.</summary>
internal static class TraceLaws
{
    /// <summary>A law about what one implementation does by itself, step by step; looked at for both.</summary>
    public static Law OfEachStep(string name, string equation, Func<StepCase, LawResult> check) => OfTrace(name, equation, (c, rules) =>
    {
        LifecycleTrace trace = c.Trace(rules);
        IReadOnlyList<ValueList<Device>> devices = c.Declared(rules);
        return LawResult.Worst(trace.Steps.Select((step, i) => check(new StepCase(c.Scenario, rules, trace, i, step, devices[i]))));
    });

    /// <summary>A law about a whole history, looked at for both implementations.</summary>
    public static Law OfTrace(string name, string equation, Func<Case, IRules, LawResult> check) =>
        new(name, equation, NeedsSolver: false, c => c.Scenario.Steps.Count == 0
            ? LawResult.NotApplicable
            : LawResult.Worst(c.Voters.Rules.Select(rules => check(c, rules))))
        { Subject = LawSubject.Lifecycle };
}

/// <summary>One step of one implementation's history.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Rules">Whose history.</param>
/// <param name="Trace">All of it.</param>
/// <param name="Index">Which step.</param>
/// <param name="Step">The step.</param>
/// <param name="Devices">As they declare themselves after it.</param>
internal sealed record StepCase(
    Scenario Scenario, IRules Rules, LifecycleTrace Trace, int Index, TracedStep Step, ValueList<Device> Devices)
{
    /// <summary>What was asked.</summary>
    public Operation Operation => Step.Step.Operation;

    /// <summary>What came of it.</summary>
    public StepResult Result => Step.Result;

    /// <summary>Whether it succeeded.</summary>
    public bool IsOk => Result.Errno == Errno.Ok;

    /// <summary>The device as it declares itself after the step.</summary>
    public Device Device(string name) => Devices.First(d => d.Name == name);

    /// <summary>A violation at this step, by this implementation.</summary>
    public LawResult Violated(string conjunct, string expected, string actual) => LawResult.Violated(
        conjunct, expected, $"{Rules.Name}: {actual} (after {Trace.NameOf(Index)})", Rules.Name);

    /// <summary>Held if the two are equal.</summary>
    public LawResult Same<T>(string conjunct, T expected, T actual) => Equals(expected, actual)
        ? LawResult.Holds
        : Violated(conjunct, StepWords.Of(expected), StepWords.Of(actual));
}
