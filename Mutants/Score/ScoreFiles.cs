using System.Text.Json;
using System.Text.Json.Serialization;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Mutants.Score;

/// <summary>Reads what stands beside the reports: <c>mutation/canaries.json</c> and <c>mutation/adjudicated.json</c>, each a list.</summary>
public static class ScoreFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The canaries, or the first mistake.</summary>
    public static ReadResult<ScoreList<Canary>> Canaries(string json) => List<Canary>(json);

    /// <summary>The adjudications, or the first mistake.</summary>
    public static ReadResult<ScoreList<Adjudication>> Adjudications(string json) => List<Adjudication>(json);

    /// <summary>A list of any records, or the first mistake.</summary>
    internal static ReadResult<ScoreList<T>> List<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<T>>(json, Options) is { } list && !list.Contains(default!)
                ? new ScoreList<T>([.. list])
                : new InputProblem("$", "null", "expected a list of objects", Line: null);
        }
        catch (JsonException e)
        {
            return new InputProblem(e.Path ?? "$", "", FirstSentence(e.Message), e.LineNumber + 1);
        }
    }

    /// <summary>The path and line that the message ends with are told already.</summary>
    private static string FirstSentence(string message) => message.Split(" Path: ", 2)[0];
}
