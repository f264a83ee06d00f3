using System.Text.Json;
using System.Text.Json.Nodes;

namespace DmabufVerify.Mutants.Report;

/// <summary>What became of a mutant elsewhere.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="KilledBy">Names of what noticed it.</param>
public sealed record Answer(MutantStatus Status, IReadOnlyList<string> KilledBy);

/// <summary>Writes answers into a report and leaves everything else in it as it is, so that whatever reads a report can read these.</summary>
public static class ReportOverlay
{
    /// <summary>The report with the statuses of some mutants changed.</summary>
    /// <param name="json">A report that <see cref="ReportReader"/> reads.</param>
    /// <param name="answers">By the mutants' ids.</param>
    public static string Text(string json, IReadOnlyDictionary<string, Answer> answers)
    {
        JsonNode report = JsonNode.Parse(json)!;
        IEnumerable<JsonNode?> mutants = report["files"]!.AsObject().SelectMany(file => file.Value!["mutants"]!.AsArray());
        foreach (JsonNode mutant in mutants.OfType<JsonNode>())
        {
            JsonNode id = mutant["id"]!;
            if (answers.TryGetValue(id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : id.ToJsonString(), out Answer? answer))
            {
                mutant["status"] = answer.Status.ToString();
                mutant["killedBy"] = new JsonArray([.. answer.KilledBy.Select(name => JsonValue.Create(name))]);
            }
        }

        return report.ToJsonString();
    }
}
