using System.Text.Json.Nodes;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>The tool and its laws, as SARIF has them.</summary>
internal static class SarifRules
{
    /// <summary>What the letters in equations stand for, as README says it.</summary>
    internal const string Letters =
        "P is the page size, b a buffer, M free memory, L limits, S a set of devices, t a table, r a relaxation; of a history s is a state, op an "
        + "operation, d a device, a an attachment.";

    /// <summary>The tool with a rule for each law of the run, in its order.</summary>
    public static JsonObject Driver(RunReport report)
    {
        string version = Provenance.Lines().First(line => line.Name == "tool").Value;
        return new JsonObject
        {
            ["name"] = "dmabuf-verify",
            ["version"] = version,
            ["semanticVersion"] = version,
            ["shortDescription"] = Message("Property-based verification of dma-buf constraints."),
            ["rules"] = new JsonArray([.. report.Tallies.Select(tally => Rule(tally.Law))]),
        };
    }

    /// <summary>Text, as SARIF wraps it.</summary>
    public static JsonObject Message(string text) => new() { ["text"] = text };

    private static JsonObject Rule(Law law) => new()
    {
        ["id"] = law.Name,
        ["shortDescription"] = Message($"The law {law.Name}: {law.Equation}"),
        ["fullDescription"] = Message($"{law.Equation}. {Subject(law)}{Needs(law)}"),
        ["help"] = new JsonObject
        {
            ["text"] = $"{law.Equation}\n\n{Letters}\n\n./verify check --law {law.Name} looks at this law alone.",
            ["markdown"] = $"`{law.Equation}`\n\n{Letters}\n\n`./verify check --law {law.Name}` looks at this law alone.",
        },
        ["defaultConfiguration"] = new JsonObject { ["level"] = "error" },
    };

    private static string Subject(Law law) => law.Subject switch
    {
        LawSubject.Questions => "It must hold for every scenario that asks for a table.",
        LawSubject.Lifecycle => "It must hold in every history of operations on a buffer.",
        LawSubject.Everything => "It must hold for every scenario, with and without operations.",
        _ => throw new ArgumentOutOfRangeException(nameof(law)),
    };

    private static string Needs(Law law) =>
        law.NeedsSecondSolver ? " Looked at only where Z3 and cvc5 are asked." : law.NeedsSolver ? " Looked at only where Z3 votes." : "";
}
