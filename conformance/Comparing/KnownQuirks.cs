using System.Collections.Immutable;
using System.Text.Json;
using DmabufVerify.Conformance.Questions;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>All quirks that are known, and which of them explains an answer.</summary>
public static class KnownQuirks
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What a kernel with the quirk answers; <see langword="null"/> where it makes no difference.</summary>
    private static readonly ImmutableDictionary<string, Func<KernelQuestion, string?>> Predictions =
        new Dictionary<string, Func<KernelQuestion, string?>>
        {
            ["sg-size-wraps"] = question => question is SgTableQuestion q ? SizeWraps.Answer(q) : null,
            ["dmabuf-maps-anew"] = question => question is LifecycleQuestion { MapsAnew: true } q ? q.ByTheCore() : null,
            ["dmabuf-cpu-access-nests"] = question => question is LifecycleQuestion { NestsAccess: true } q ? q.ByTheCore() : null,
        }.ToImmutableDictionary();

    /// <summary>As quirks.json lists them.</summary>
    public static IReadOnlyList<Quirk> All { get; } = Read();

    /// <summary>The quirk that foretells exactly this answer; <see langword="null"/> when none does.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="answer">In the normal form.</param>
    public static Quirk? Behind(KernelQuestion question, string answer) =>
        All.FirstOrDefault(quirk => Predictions.TryGetValue(quirk.Id, out Func<KernelQuestion, string?>? predict) && predict(question) == answer);

    private static Quirk[] Read()
    {
        using Stream file = typeof(KnownQuirks).Assembly.GetManifestResourceStream("quirks.json")!;
        return JsonSerializer.Deserialize<Quirk[]>(file, Form)!;
    }
}
