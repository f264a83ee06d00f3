using System.CommandLine;
using System.CommandLine.Parsing;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Says what is wrong with a command line.</summary>
internal static class Usage
{
    /// <summary>The first mistake, in one sentence; <see langword="null"/> when there is none.</summary>
    public static string? Problem(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (StrayWord(parsed) is { } word)
        {
            return Unknown(word, command);
        }

        return parsed.Errors is not [var error, ..] ? null
            : command.Subcommands.Count > 0 ? $"expected a command: {Names(command.Subcommands.Where(sub => !sub.Hidden))}"
            : error.Message;
    }

    /// <summary>
    /// What no part of the grammar claims, or an argument that looks like an option: "decide --jsn" would else look for a file of
    /// that name. Behind -- everything is an argument.
    /// </summary>
    private static string? StrayWord(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var unmatched, ..] ? unmatched
        : parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => value is ['-', _, ..]);

    private static string Unknown(string word, Command command)
    {
        bool isOption = word.StartsWith('-');
        IEnumerable<Symbol> known = isOption ? command.Options.Where(o => !o.Hidden) : command.Subcommands;
        string what = isOption ? "unknown option" : command.Subcommands.Count > 0 ? "unknown command" : "one argument too many:";
        string near = Nearest.To(word, known.Select(s => s.Name)) is { } name ? $"; did you mean {name}?" : "";
        return $"{what} \"{word}\"{near}";
    }

    private static string Names(IEnumerable<Symbol> symbols) => string.Join(", ", symbols.Select(s => s.Name));
}
