namespace DmabufVerify.Vocabulary.Json;

/// <summary>The recorded layouts that come with the tool: data/layouts.</summary>
public static class ShippedLayouts
{
    private const string Prefix = "layouts/";

    /// <summary>Names of all, in alphabetical order.</summary>
    public static ValueList<string> Names { get; } = new(
    [
        .. typeof(ShippedLayouts).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>One of them, read anew; a problem that lists the names where there is none of this name.</summary>
    public static ReadResult<RecordedLayout> Read(string name)
    {
        using Stream? stream = typeof(ShippedLayouts).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
        {
            return new InputProblem("layout", $"\"{Printable.Text(name)}\"", $"no such recorded layout; there are {string.Join(", ", Names)}", null);
        }

        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return LayoutFile.Read(text);
    }
}
