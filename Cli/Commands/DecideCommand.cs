using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>decide</c>: can these devices share the buffer, who is in the way, what would fix it.</summary>
internal static class DecideCommand
{
    private const int MaxSegments = 4096;

    /// <summary>What follows a name of --device to put an IOMMU in front of it.</summary>
    private const string BehindIommu = ":iommu";

    public static Command Create()
    {
        Argument<string?> scenario = new("scenario")
        {
            Description = "a .json file, a .jsonl file with one scenario a line, or - for standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string[]> devices = new("--device")
        {
            Description = "instead of a scenario: a catalogue entry; with :iommu behind an IOMMU",
            HelpName = "name",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> size = new("--size") { Description = "with --device: the buffer's size, such as 8MiB", DefaultValueFactory = _ => "1MiB" };
        Option<bool> json = Options.Json();
        Option<bool> noSolver = Options.NoSolver();
        var command = new Command("decide", "Whether the devices of a scenario can share its buffer; exit 0 sat, 1 unsat, 3 unknown")
        {
            scenario, devices, size, json, noSolver,
        };
        command.SetAction((parsed, stop) =>
        {
            string? source = parsed.GetValue(scenario);
            string[] named = parsed.GetValue(devices) ?? [];
            Voters voters = Wiring.Voters(!parsed.GetValue(noSolver));
            bool asJson = parsed.GetValue(json);
            return Task.FromResult((source, named) switch
            {
                (null, []) => Complaint.BadInput("decide: expected a scenario file, - for standard input, or --device"),
                (not null, not []) => Complaint.BadInput("decide: expected a scenario or --device, not both"),
                (null, _) => FromCatalogue(named, parsed.GetValue(size)!, voters, asJson),
                _ when ScenarioInput.IsLines(source) => Lines(source, voters, stop),
                _ => One(source, ScenarioInput.ReadQuestion(source), voters, asJson),
            });
        });
        return command;
    }

    /// <summary>The scenario that the short form stands for, through the same reader, so that mistakes are told the same way.</summary>
    private static int FromCatalogue(string[] named, string size, Voters voters, bool asJson)
    {
        if (SizeWord.Parse(size, out string message) is not { } bytes)
        {
            return Complaint.BadInput($"--size {size}: {message}");
        }

        if (named.Select(EntryOf).FirstOrDefault(name => !DeviceCatalogue.Shipped.Limits.ContainsKey(name)) is { } unknown)
        {
            string near = Nearest.To(unknown, DeviceCatalogue.Shipped.Limits.Keys) is { } known
                ? $"did you mean {known}?"
                : "the command devices lists them";
            return Complaint.BadInput($"--device {unknown}: no such catalogue entry; {near}");
        }

        ReadResult<Scenario> read = ScenarioReader.Read(Written(named, bytes), DeviceCatalogue.Shipped.Limits);
        return One("--device", read.IsOk ? read : read.Problem with { Line = null }, voters, asJson);
    }

    private static string EntryOf(string name) => IsBehindIommu(name) ? name[..^BehindIommu.Length] : name;

    private static bool IsBehindIommu(string name) => name.EndsWith(BehindIommu, StringComparison.Ordinal);

    private static byte[] Written(string[] named, ulong bytes)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("buffer");
            json.WriteNumber("size", bytes);
            json.WriteEndObject();
            json.WriteStartArray("devices");
            foreach (string name in named)
            {
                json.WriteStartObject();
                json.WriteString("name", EntryOf(name));
                json.WriteString("use", $"catalogue:{EntryOf(name)}");
                if (IsBehindIommu(name))
                {
                    json.WriteStartObject("iommu");
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static int One(string source, ReadResult<Scenario> read, Voters voters, bool asJson)
    {
        if (!read.IsOk)
        {
            return Complaint.BadInput(source, read.Problem);
        }

        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(read.Value, voters, MaxSegments);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        if (asJson)
        {
            DecisionJson answer = DecisionJson.Of(decision, line: null, Wiring.SolverName, elapsed);
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
        }
        else
        {
            DecisionText.Write(Console.Out, decision, Wiring.SolverName, elapsed);
        }

        return ExitCodeOf(decision);
    }

    private static int Lines(string source, Voters voters, CancellationToken stop) =>
        ScenarioStream.Answer(source, (line, problem, scenario) =>
        {
            if (scenario is null)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(DecisionJson.Bad(line, problem!), JsonLine.Of.DecisionJson));
                return ExitCode.BadInput;
            }

            long started = Stopwatch.GetTimestamp();
            var decision = Decision.Of(scenario, voters, MaxSegments);
            DecisionJson answer = DecisionJson.Of(decision, line, Wiring.SolverName, Stopwatch.GetElapsedTime(started));
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
            return ExitCodeOf(decision);
        }, stop);

    private static int ExitCodeOf(Decision decision) => decision.Verdict switch
    {
        Verdict.Sat => ExitCode.Holds,
        Verdict.Unsat => ExitCode.Counterexample,
        Verdict.Unknown => ExitCode.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
