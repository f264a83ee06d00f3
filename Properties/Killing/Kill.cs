using System.Collections.Immutable;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Properties.Killing;

/// <summary>A law that notices a defect.</summary>
/// <param name="Law">Its name.</param>
/// <param name="Cases">For each seed the scenarios up to the first that shows it; <see langword="null"/> where none did.</param>
public sealed record Kill(string Law, ImmutableArray<int?> Cases)
{
    /// <summary>The median over all seeds, one in vain counting as longer than any other; <see langword="null"/> when that is the median.</summary>
    public long? Median => Searches.Median(Cases.Select(cases => (long?)cases));
}
