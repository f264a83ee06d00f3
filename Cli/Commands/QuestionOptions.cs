using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary>How <c>decide</c> and <c>explain</c> are told what is asked, and who answers.</summary>
internal sealed class QuestionOptions
{
    /// <summary>An hour: whoever waits longer wants no limit.</summary>
    private const long MostMilliseconds = 3_600_000;

    private readonly Argument<string?> _scenario = new("scenario")
    {
        Description = "a .json file, or - for standard input; decide also takes a .jsonl file with one scenario a line",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _devices = new("--device")
    {
        Description = "instead of a scenario: a catalogue entry; with :iommu behind an IOMMU",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _size = new("--size")
    {
        Description = "with --device: the buffer's size, such as 8MiB",
        DefaultValueFactory = _ => "1MiB",
    };

    private readonly Option<bool> _noSolver = Options.NoSolver();

    private readonly Option<long?> _budget = Parsed.Whole(
        "--budget-ms", "milliseconds that the solver may search for one answer, in any number of steps", 1, MostMilliseconds);

    /// <summary>Makes them part of a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_scenario);
        command.Add(_devices);
        command.Add(_size);
        command.Add(_noSolver);
        command.Add(_budget);
    }

    /// <summary>The scenario argument, or <see langword="null"/> where devices are named instead.</summary>
    public string? Source(ParseResult parsed) => parsed.GetValue(_scenario);

    /// <summary>Whether neither a scenario nor a device is named, or both; in words, <see langword="null"/> when all is well.</summary>
    public string? Problem(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command.Name;
        return (Source(parsed), Devices(parsed)) switch
        {
            (null, []) => $"{command}: expected a scenario file, - for standard input, or --device",
            (not null, not []) => $"{command}: expected a scenario or --device, not both",
            _ => null,
        };
    }

    /// <summary>The one scenario that is asked about.</summary>
    public ReadResult<Scenario> Read(ParseResult parsed) =>
        Source(parsed) is { } source ? ScenarioInput.ReadQuestion(source) : CatalogueQuestion.Read(Devices(parsed), parsed.GetValue(_size)!);

    /// <summary>Tells what is wrong with it.</summary>
    public int Complain(ParseResult parsed, InputProblem problem) =>
        Source(parsed) is { } source ? Complaint.BadInput(source, problem) : Complaint.BadInput(problem.ToString());

    /// <summary>Who votes.</summary>
    public Voters Voters(ParseResult parsed) => Wiring.Voters(!parsed.GetValue(_noSolver), BudgetMilliseconds(parsed));

    /// <summary>What --budget-ms says; <see langword="null"/> where it was not given.</summary>
    public uint? BudgetMilliseconds(ParseResult parsed) => (uint?)parsed.GetValue(_budget);

    /// <summary>The command line that asks the same again.</summary>
    public string Again(ParseResult parsed) => Source(parsed) is { } source
        ? $"./verify decide {(source == "-" ? "scenario.json" : source)}"
        : $"./verify decide --device {string.Join(' ', Devices(parsed))} --size {parsed.GetValue(_size)}";

    private string[] Devices(ParseResult parsed) => parsed.GetValue(_devices) ?? [];
}
