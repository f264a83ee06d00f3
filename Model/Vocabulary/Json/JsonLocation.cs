using System.Runtime.InteropServices;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// Path and line of a value, found from its place in the text. Only a problem pays for them: readers carry no paths along.
/// </summary>
internal static class JsonLocation
{
    /// <summary>Line, from 1, on which the value starts.</summary>
    public static long LineOf(ReadOnlySpan<byte> utf8, JsonElement element) =>
        1L + utf8[..OffsetOf(utf8, element)].Count((byte)'\n');

    /// <summary>Such as <c>layout.runs[3].pfn</c>; <c>$</c> for the root. O(size of the document).</summary>
    public static string PathOf(ReadOnlySpan<byte> utf8, JsonElement root, JsonElement element)
    {
        int target = OffsetOf(utf8, element);
        string path = "";
        JsonElement at = root;
        while (OffsetOf(utf8, at) != target && Child(utf8, at, target) is var (step, child))
        {
            path = Join(path, step);
            at = child;
        }

        return path.Length == 0 ? "$" : path;
    }

    /// <summary>The path of a member; <paramref name="step"/> is a field's name or an index in brackets.</summary>
    public static string Join(string path, string step) => path switch
    {
        "" or "$" => step,
        _ when step.StartsWith('[') => path + step,
        _ => $"{path}.{step}",
    };

    private static int OffsetOf(ReadOnlySpan<byte> utf8, JsonElement element)
    {
        utf8.Overlaps(JsonMarshal.GetRawUtf8Value(element), out int offset);
        return offset;
    }

    private static (string Step, JsonElement Child)? Child(ReadOnlySpan<byte> utf8, JsonElement parent, int target)
    {
        if (parent.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in parent.EnumerateArray())
            {
                if (Contains(utf8, item, target))
                {
                    return ($"[{index}]", item);
                }

                index++;
            }
        }
        else if (parent.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in parent.EnumerateObject())
            {
                if (Contains(utf8, property.Value, target))
                {
                    return (Printable.Text(property.Name), property.Value);
                }
            }
        }

        return null;
    }

    private static bool Contains(ReadOnlySpan<byte> utf8, JsonElement element, int target)
    {
        int offset = OffsetOf(utf8, element);
        return offset <= target && target < offset + JsonMarshal.GetRawUtf8Value(element).Length;
    }
}
