namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// Choices out of one seed, one after the other. What may happen in a history depends on what happened, and a generator made for each
/// step would cost more than the step; a history takes some hundred choices of a nanosecond each instead. Mutable: one for each draw.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _throws;

    /// <summary>Any 64-bit number.</summary>
    public ulong Next() => SplitMix64.At(seed, _throws++);

    /// <summary>0 to <paramref name="count"/> - 1. The remainder favours small numbers by less than 1 in 2^32.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A number of the range, both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many per cent of cases.</summary>
    public bool Percent(int share) => Below(100) < share;

    /// <summary>One of some values, each as likely as another.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>The index of one of some weights.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        int sum = 0;
        foreach (int weight in weights)
        {
            sum += weight;
        }

        int rest = Below(sum);
        int index = 0;
        while (rest >= weights[index])
        {
            rest -= weights[index++];
        }

        return index;
    }
}
