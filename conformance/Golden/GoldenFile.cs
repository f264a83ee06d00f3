using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DmabufVerify.Conformance.Golden;

/// <summary>Answers of a real kernel, kept so that the model is compared with them where no kernel can be asked.</summary>
public static class GoldenFile
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All cases, in the file's order.</summary>
    public static IReadOnlyList<GoldenCase> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<GoldenCase>(line, Form)!)];

    /// <summary>The text of a file of these cases.</summary>
    public static string Text(IEnumerable<GoldenCase> cases)
    {
        var text = new StringBuilder();
        foreach (GoldenCase one in cases)
        {
            text.Append(JsonSerializer.Serialize(one, Form)).Append('\n');
        }

        return text.ToString();
    }
}
