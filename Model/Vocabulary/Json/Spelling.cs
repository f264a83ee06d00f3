using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>How the values of an enumeration are written.</summary>
internal sealed class Spelling<T>(params (T Value, string Text)[] words)
    where T : struct, Enum
{
    /// <summary>Every spelling, in the enumeration's order.</summary>
    public ImmutableArray<string> Words { get; } = [.. words.Select(w => w.Text)];

    /// <summary>How a value is written.</summary>
    public string this[T value] => words.First(w => w.Value.Equals(value)).Text;

    /// <summary>What a text means, or <see langword="null"/>.</summary>
    public T? Parse(string text)
    {
        int index = Words.IndexOf(text);
        return index < 0 ? null : words[index].Value;
    }
}
