using System.Text.Json;
using System.Text.Unicode;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>The way from bytes to a walker: comments and trailing commas are allowed, everything else is as RFC 8259 has it.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>Parses the text and reads it; the reader may return <see langword="null"/> only after a failure.</summary>
    /// <param name="utf8">The whole file; a byte order mark is skipped.</param>
    /// <param name="what">What the file should hold, for messages.</param>
    /// <param name="read">Turns the root into the value.</param>
    public static ReadResult<T> Read<T>(ReadOnlySpan<byte> utf8, string what, Func<JsonWalker, T?> read)
        where T : class
    {
        ReadOnlySpan<byte> text = utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        if (BadText(text, what) is { } bad)
        {
            return bad;
        }

        byte[] copy = text.ToArray();
        JsonDocument? document = Parse(copy, out InputProblem? problem);
        using (document)
        {
            if (document is null || (problem = BadEscape(copy)) is not null)
            {
                return problem!;
            }

            var walker = new JsonWalker(copy, document.RootElement);
            T? value = read(walker);
            return walker.Problem is { } mistake ? mistake : value!;
        }
    }

    private static InputProblem? BadText(ReadOnlySpan<byte> text, string what)
    {
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return new("$", "", $"the input is empty; expected {what} as a JSON object", 1);
        }

        if (Utf8.IsValid(text))
        {
            return null;
        }

        // A line feed is never part of a longer sequence, so the first bad line can be told by itself.
        long line = 1;
        foreach (Range range in text.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(text[range]))
            {
                break;
            }

            line++;
        }

        return new("$", "", "the input is not valid UTF-8; save the file in that encoding", line);
    }

    private static JsonDocument? Parse(byte[] text, out InputProblem? problem)
    {
        try
        {
            problem = null;
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException error)
        {
            // The parser appends its own wording of the position, which the problem tells in its own way.
            int tail = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string message = tail < 0 ? error.Message : error.Message[..tail];
            problem = new("$", "", $"not valid JSON: {Printable.Text(message, 200)}", error.LineNumber + 1);
            return null;
        }
    }

    /// <summary>
    /// "\ud800" without its partner is well-formed JSON but no text; the parser finds out only when the text is asked for, with an
    /// exception.
    /// </summary>
    private static InputProblem? BadEscape(byte[] text)
    {
        if (text.AsSpan().IndexOf("\\u"u8) < 0)
        {
            return null;
        }

        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        };
        var reader = new Utf8JsonReader(text, options);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && !IsText(ref reader))
            {
                long line = 1L + text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
                return new("$", "", "a \\u escape is half of a surrogate pair; write the character itself", line);
            }
        }

        return null;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
