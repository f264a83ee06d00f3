using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary>Laws by name, or by the beginning of a name before an asterisk.</summary>
internal static class LawChoice
{
    /// <summary>Null where nothing is chosen: all laws.</summary>
    public static Option<ImmutableArray<Law>?> Option(string name = "--law", string description = "only this law") => new(name)
    {
        Description = $"{description}; a group as Table.*; may be given more than once",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    /// <summary>Whether a law was named that compares two solvers.</summary>
    public static bool NamesCrossCheck(ParseResult parsed, Option<ImmutableArray<Law>?> option) =>
        parsed.GetValue(option) is { } laws && laws.Any(law => law.NeedsSecondSolver);

    private static ImmutableArray<Law>? Parse(ArgumentResult result)
    {
        var chosen = new HashSet<Law>();
        foreach (string name in result.Tokens.Select(t => t.Value))
        {
            Law[] named = [.. AllLaws.List.Where(law => Matches(law, name))];
            if (named.Length == 0)
            {
                string? nearest = Nearest.To(name, AllLaws.List.Select(law => law.Name));
                result.AddError($"no law \"{name}\"" + (nearest is null ? "" : $"; did you mean {nearest}?"));
            }

            chosen.UnionWith(named);
        }

        return [.. AllLaws.List.Where(chosen.Contains)];
    }

    private static bool Matches(Law law, string name) => name.EndsWith('*')
        ? law.Name.StartsWith(name[..^1], StringComparison.Ordinal)
        : law.Name == name;
}
