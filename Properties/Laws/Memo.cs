namespace DmabufVerify.Properties.Laws;

/// <summary>
/// Values already computed, by two objects that are compared by identity: a case has few, and their contents are long to compare.
/// </summary>
internal sealed class Memo<T>
{
    private readonly List<(object First, object Second, T Value)> _known = [];

    /// <summary>The value of the two, made at the first call.</summary>
    public T Get(object first, object second, Func<T> make)
    {
        foreach (var known in _known)
        {
            if (ReferenceEquals(known.First, first) && ReferenceEquals(known.Second, second))
            {
                return known.Value;
            }
        }

        T value = make();
        _known.Add((first, second, value));
        return value;
    }
}
