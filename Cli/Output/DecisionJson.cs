using System.Globalization;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>Who is in the way.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Limit">The limit, or heaps.</param>
/// <param name="Value">Its value; for heaps the list of their names.</param>
/// <param name="IsDefault">Whether the policy said so and not the device.</param>
internal sealed record CoreJson(string Device, string Limit, object Value, bool IsDefault)
{
    public static IReadOnlyList<CoreJson> Of(Decision decision) =>
    [
        .. decision.Core.Select(p =>
            new CoreJson(p.Device, p.Limit.FieldName(), DecisionJson.Value(p.Limit, p.Value), decision.RestsOn.Contains(p))),
        .. decision.HeapCore.Select(h => new CoreJson(h.Device, DecisionJson.Heaps, DecisionJson.Value(h.Heaps), IsDefault: false)),
    ];
}

/// <summary>What would fix it.</summary>
internal sealed record RelaxationJson(string Device, string Limit, object From, object To, bool IsLeast)
{
    public static RelaxationJson Of(Change change) => change switch
    {
        Relaxation r => new(r.Device, r.Limit.FieldName(), DecisionJson.Value(r.Limit, r.From), DecisionJson.Value(r.Limit, r.To), r.IsLeast),
        HeapRelaxation h => new(h.Device, DecisionJson.Heaps, DecisionJson.Value(h.From), DecisionJson.Value(h.To), h.IsLeast),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}

/// <summary>How far a limit may tighten.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Limit">Which.</param>
/// <param name="From">Its value now.</param>
/// <param name="To">The tightest value that is enough.</param>
/// <param name="BreaksAt">The next tighter one; left out when none breaks it.</param>
/// <param name="IsExact">Whether that is known to be unsat.</param>
internal sealed record SlackJson(string Device, string Limit, object From, object To, object? BreaksAt, bool IsExact)
{
    public static SlackJson Of(Slack s) => new(
        s.Device,
        s.Limit.FieldName(),
        DecisionJson.Value(s.Limit, s.From),
        DecisionJson.Value(s.Limit, s.To),
        s.BreaksAt is { } breaks ? DecisionJson.Value(s.Limit, breaks) : null,
        s.IsExact);
}

/// <summary>A device that could use the storage if data were copied for it.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Copying">What would be copied; left out where storage is yet to be found.</param>
internal sealed record BounceFixJson(string Device, CopyingJson? Copying);

/// <summary>What the solver spent.</summary>
internal sealed record EffortJson(double Milliseconds, ulong Steps);

/// <summary>The answer of <c>decide</c> to one scenario.</summary>
internal sealed record DecisionJson(long? Line, string? Error)
{
    /// <summary>What stands for a limit where heaps are in the way: the field's name in a scenario.</summary>
    internal const string Heaps = "heaps";

    public string? Verdict { get; init; }

    public IReadOnlyDictionary<string, string>? Votes { get; init; }

    public bool? Contested { get; init; }

    /// <summary>Where memory was given: storage that a voter found.</summary>
    public StorageJson? Layout { get; init; }

    /// <summary>Who found it.</summary>
    public string? LayoutBy { get; init; }

    public IReadOnlyList<TableJson>? Tables { get; init; }

    public string? CapacityBytes { get; init; }

    public IReadOnlyList<SlackJson>? Slack { get; init; }

    public SlackJson? NearestBreak { get; init; }

    public IReadOnlyList<CoreJson>? Core { get; init; }

    public IReadOnlyList<RelaxationJson>? Relaxations { get; init; }

    public IReadOnlyList<IReadOnlyList<RelaxationJson>>? PairRelaxations { get; init; }

    public IReadOnlyList<BounceFixJson>? BounceFixes { get; init; }

    public string? WithoutDefaults { get; init; }

    /// <summary>When unsat and only one scenario was asked about: what does not matter.</summary>
    public FreeJson? FreeFields { get; init; }

    /// <summary>Fields that the scenario has and the question does not ask about.</summary>
    public IReadOnlyList<string>? NotAsked { get; init; }

    public string? Reason { get; init; }

    /// <summary>Versions and machine, when only one scenario was asked about.</summary>
    public IReadOnlyDictionary<string, string>? Provenance { get; init; }

    public double? ElapsedMs { get; init; }

    public string? Solver { get; init; }

    /// <summary>What the solver spent, if it was asked.</summary>
    public EffortJson? SolverEffort { get; init; }

    public static DecisionJson Bad(long line, string error) => new(line, error);

    public static DecisionJson Of(Decision decision, long? line, string solver, TimeSpan elapsed) => new(line, Error: null)
    {
        Verdict = Words.Of(decision.Verdict),
        Votes = decision.VoterVerdicts.ToDictionary(v => v.Voter, v => Words.Of(v.Verdict)),
        Contested = decision.IsContested,
        Layout = decision.Storage is { } found ? StorageJson.Of(found.Storage) : null,
        LayoutBy = decision.Storage?.Voter,
        Tables = decision.Scenario.Layout is null && decision.Storage is null ? null : [.. decision.Tables.Select(TableJson.Of)],
        CapacityBytes = decision.CapacityBytes?.ToString(CultureInfo.InvariantCulture),
        Slack = [.. decision.Slacks.Select(SlackJson.Of)],
        NearestBreak = decision.NearestBreak is { } nearest ? SlackJson.Of(nearest) : null,
        Core = CoreJson.Of(decision),
        Relaxations = [.. decision.Changes.Select(RelaxationJson.Of)],
        PairRelaxations =
        [
            .. decision.PairRelaxations.Select(pair => new[] { RelaxationJson.Of(pair.First), RelaxationJson.Of(pair.Second) }),
        ],
        BounceFixes = [.. decision.BounceFixes.Select(fix => new BounceFixJson(fix.Device, CopyingJson.Of(fix.Copying)))],
        WithoutDefaults = Words.Of(decision.WithoutDefaults),
        NotAsked = UnaskedFields.Of(decision.Scenario).ToArray() is { Length: > 0 } unasked ? unasked : null,
        Reason = ReasonOf(decision),
        ElapsedMs = Math.Round(elapsed.TotalMilliseconds, 3),
        Solver = solver,
        SolverEffort = decision.Effort is { } effort ? new EffortJson(Math.Round(effort.Milliseconds, 3), effort.Steps) : null,
    };

    private static string? ReasonOf(Decision decision)
    {
        IEnumerable<string> reasons = decision.Scenario.Devices.Count == 0
            ? [Words.NothingAsked]
            : decision.UnknownReasons.Concat(decision.Found.Where(f => f.Problem is not null).Select(f => $"{f.Voter}: {f.Problem}"));
        return string.Join("; ", reasons.Distinct()) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Names of heaps, as in a scenario file.</summary>
    internal static object Value(ValueList<string> heaps) => heaps.ToArray();

    /// <summary>Counts and sizes as numbers, masks as hex strings, as in a scenario file.</summary>
    internal static object Value(LimitKind kind, ulong value) =>
        value == kind.Unlimited() ? "unlimited"
        : kind is LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize ? value
        : Words.Hex(value);
}
