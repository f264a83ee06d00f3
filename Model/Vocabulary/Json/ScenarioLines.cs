namespace DmabufVerify.Vocabulary.Json;

/// <summary>One scenario of a JSON Lines file.</summary>
/// <param name="LineNumber">From 1; blank lines count and are not returned.</param>
/// <param name="Result">The scenario, or what is wrong with this line. Its problem's line is <paramref name="LineNumber"/>.</param>
public sealed record ScenarioLine(long LineNumber, ReadResult<Scenario> Result);

/// <summary>Reads scenarios from JSON Lines, one at a time, in memory bounded by the longest line.</summary>
public static class ScenarioLines
{
    /// <summary>Longest line that is read unless the caller says otherwise: 64 MiB.</summary>
    public const int LongestLineBytes = 64 << 20;

    private const int FirstBufferBytes = 1 << 16;

    /// <summary>
    /// Every line that is not blank, in order. A bad line does not end the reading; one that is too long is skipped and reported. The
    /// stream is read as lines are asked for, and stays open; its own exceptions (a failing disk) come through.
    /// </summary>
    public static IEnumerable<ScenarioLine> Read(
        Stream stream,
        IReadOnlyDictionary<string, Limits> catalogue,
        int longestLineBytes = LongestLineBytes)
    {
        long number = 0;
        foreach (ReadOnlyMemory<byte>? line in Lines(stream, longestLineBytes))
        {
            number++;
            if (line is not { } text)
            {
                string message = $"longer than {longestLineBytes} bytes; expected one scenario of at most that size";
                yield return new(number, new InputProblem("$", "", message, number));
            }
            else if (text.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                ReadResult<Scenario> result = ScenarioReader.Read(text.Span, catalogue);
                yield return new(number, result.IsOk ? result : result.Problem with { Line = number });
            }
        }
    }

    /// <summary>Lines without their ends; null for one that is too long. A line is valid until the next is asked for.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>?> Lines(Stream stream, int longest)
    {
        // A bare null would become empty memory: there is a conversion from null arrays.
        ReadOnlyMemory<byte>? tooLong = null;
        byte[] buffer = new byte[Math.Min(FirstBufferBytes, longest + 1)];
        int start = 0;
        int scanned = 0;
        int end = 0;
        bool skipping = false;
        while (true)
        {
            int lineFeed = buffer.AsSpan(scanned..end).IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                yield return skipping ? tooLong : buffer.AsMemory(start..(scanned + lineFeed));
                skipping = false;
                start = scanned += lineFeed + 1;
                continue;
            }

            // Without a line feed so far: make room, give a line up that cannot end in time, and read on.
            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (skipping || end > longest)
            {
                (skipping, end) = (true, 0);
            }
            else if (end == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, longest + 1L));
            }

            scanned = end;
            int got = stream.Read(buffer.AsSpan(end));
            if (got == 0)
            {
                if (skipping || end > 0)
                {
                    yield return skipping ? tooLong : buffer.AsMemory(0, end);
                }

                yield break;
            }

            end += got;
        }
    }
}
