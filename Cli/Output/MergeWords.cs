using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>Merged limits in words.</summary>
internal static class MergeWords
{
    /// <summary>A line for each limit that asks for something; "unlimited" where none does.</summary>
    public static IEnumerable<string> Lines(ResolvedLimits limits)
    {
        LimitKind[] asked = [.. LimitKinds.All.Where(kind => limits[kind] != kind.Unlimited())];
        return asked.Length == 0 ? ["unlimited"] : asked.Select(kind => $"{kind.FieldName()} {Words.Value(kind, limits[kind])}");
    }
}
