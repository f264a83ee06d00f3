using System.CommandLine;
using DmabufVerify.Cli.Exporting;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>--export KIND --out FILE</c>, for commands that find something wrong: the same in a form that another tool takes.</summary>
internal sealed class ExportOptions
{
    private readonly Option<ExportKind?> _kind = new("--export")
    {
        Description = $"what is wrong as a file for others: {ExportKind.Names}",
        HelpName = "kind",
        CustomParser = result =>
        {
            string name = result.Tokens[0].Value;
            ExportKind? kind = ExportKind.All.FirstOrDefault(kind => kind.Name == name);
            if (kind is null)
            {
                string near = Nearest.To(name, ExportKind.All.Select(k => k.Name)) is { } known ? $"did you mean {known}?" : $"expected {ExportKind.Names}";
                result.AddError($"--export {name}: no such kind; {near}");
            }

            return kind;
        },
    };

    private readonly Option<string?> _file = new("--out")
    {
        Description = "with --export: the file; standard output, and nothing else there, if left out",
        HelpName = "file",
    };

    public ExportOptions() => _kind.CompletionSources.Add(_ => ExportKind.All.Select(kind => new System.CommandLine.Completions.CompletionItem(kind.Name)));

    /// <summary>Makes them part of a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_kind);
        command.Add(_file);
    }

    /// <summary>What is wrong with how they were given; <see langword="null"/> when nothing is.</summary>
    public string? Problem(ParseResult parsed) => parsed.GetValue(_file) switch
    {
        not null when !IsWanted(parsed) => $"--out: expected --export too, one of {ExportKind.Names}",
        "" => "--out \"\": expected a file",
        _ => null,
    };

    /// <summary>Whether there is anything to export.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_kind) is not null;

    /// <summary>Whether the export is all that standard output may hold.</summary>
    public bool TakesStandardOutput(ParseResult parsed) => IsWanted(parsed) && parsed.GetValue(_file) is null;

    /// <summary>Tells why there is nothing to export; gives the exit code.</summary>
    public int Nothing(string why, int exitCode)
    {
        Console.Error.WriteLine($"dmabuf-verify: {why}, so there is nothing for {_kind.Name}");
        return exitCode;
    }

    /// <summary>Writes the file; the exit code is that of a counterexample when it is written.</summary>
    public int Write(ParseResult parsed, ExportSubject subject)
    {
        ExportKind kind = parsed.GetValue(_kind)!;
        Exported exported = kind.Write(subject);
        if (exported.Problem is { } problem)
        {
            Complaint.BadInput($"--export {kind.Name}: {problem}");
            return exported.Code;
        }

        if (parsed.GetValue(_file) is not { } file)
        {
            Console.Out.Write(exported.Text);
            return ExitCode.Counterexample;
        }

        if (OutputFile.TryWrite(file, exported.Text!) is { } unwritable)
        {
            return Complaint.BadInput($"--out {file}: {unwritable}");
        }

        Console.Error.WriteLine($"dmabuf-verify: {kind.Name} is in {file}");
        return ExitCode.Counterexample;
    }
}
