using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Killing;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Killing;

/// <summary>
/// Answers one line, a <see cref="Subject"/>, with one line, a <see cref="KillRow"/>, and before that with an empty line now and then, as a sign of life. Runs in
/// a process of its own, beside the mutated assembly.
/// </summary>
internal sealed class KillWorker
{
    /// <summary>Scenarios of the first seed that a mutant of a static initialiser is shown: each needs a process of its own.</summary>
    private const int StaticCases = 40;

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromMilliseconds(500);

    private readonly StrykerSwitch _switch;
    private readonly Voters _voters = Wiring.Voters(wantSolver: false);
    private readonly Trial _trial;
    private readonly string _reachFile;
    private Reach? _reach;
    private long _lastSign;

    private KillWorker(Assembly mutated, StrykerSwitch @switch, string reachFile, KillSettings settings, IReadOnlyCollection<string> without)
    {
        _switch = @switch;
        _reachFile = reachFile;
        IEnumerable<Law> laws = Laws(without);
        _trial = new(CanaryLaw.In(mutated) is { } canary ? laws.Append(canary) : laws, settings, Wiring.FewReal);
    }

    /// <summary>The laws that two voters are enough for, without some.</summary>
    public static IEnumerable<Law> Laws(IReadOnlyCollection<string> without)
    {
        Voters voters = Wiring.Voters(wantSolver: false);
        return AllLaws.List.Where(law => law.CanBeAsked(voters) && !without.Contains(law.Name));
    }

    private Reach Known
    {
        get
        {
            if (_reach is null)
            {
                using var reader = new BinaryReader(File.OpenRead(_reachFile));
                _reach = Reach.Read(reader);
            }

            return _reach;
        }
    }

    /// <summary>Looks once which mutants each law runs, and writes it to a file for the others.</summary>
    public static void WriteReach(Assembly mutated, string reachFile, KillSettings settings, IReadOnlyCollection<string> without)
    {
        var worker = new KillWorker(mutated, StrykerSwitch.In(mutated)!, reachFile, settings, without);
        using var writer = new BinaryWriter(File.Create(reachFile));
        Reach.Of(worker._trial, worker._voters, worker._switch).Write(writer);
    }

    /// <summary>Answers until there is no further line. A mutant of what runs once is turned on before any of it can have run.</summary>
    public static void Serve(Assembly mutated, string reachFile, KillSettings settings, IReadOnlyCollection<string> without)
    {
        StrykerSwitch @switch = StrykerSwitch.In(mutated)!;
        KillWorker? worker = null;
        while (Console.In.ReadLine() is { } line)
        {
            Subject subject = Subject.Parse(line);
            @switch.Turn(subject.IsMutant ? subject.Mutant : null);
            if (worker is null)
            {
                worker = new(mutated, @switch, reachFile, settings, without);
                Console.Out.WriteLine();
                Console.Out.Flush();
            }

            Console.Out.WriteLine(JsonSerializer.Serialize(worker.Look(subject), JsonLine.Of.KillRow));
            Console.Out.Flush();
        }
    }

    private KillRow Look(Subject subject)
    {
        (IEnumerable<Shown> shown, Voters voters) = subject.Kind switch
        {
            SubjectKind.Sound => (_trial.Everything, _voters),
            SubjectKind.Mutant => (Known.Of(subject.Mutant), _voters),
            SubjectKind.StaticMutant => (_trial.Everything.Where(s => s.Seed == 0 && s.Index < StaticCases), _voters),
            SubjectKind.Fault => (_trial.Everything, AllFaults.List.Single(fault => fault.Name == subject.Name).Plant(_voters)),
            _ => throw new ArgumentOutOfRangeException(nameof(subject)),
        };
        _lastSign = Stopwatch.GetTimestamp();
        ImmutableArray<Kill> kills = _trial.Kills(shown, voters, GiveSign);
        int asked = shown.Count();
        return new(subject, kills.Length > 0 ? Fate.Killed : asked > 0 ? Fate.Survived : Fate.NotReached, asked, kills);
    }

    private void GiveSign()
    {
        if (Stopwatch.GetElapsedTime(_lastSign) >= BetweenSigns)
        {
            Console.Out.WriteLine();
            Console.Out.Flush();
            _lastSign = Stopwatch.GetTimestamp();
        }
    }
}
