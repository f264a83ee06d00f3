using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// One dma-buf from export to release: <c>B exporter step...</c>, answered by an errno for each step. A step is a letter and a device: a attach, d
/// detach, m map (b both ways, t to, f from the device), u unmap, r the exporter refuses the device, o no longer.
/// </summary>
/// <param name="IsCaching">Whether the exporter keeps the first table of an attachment until detach (cache_sgt_mapping).</param>
/// <param name="Steps">Only what an importer may ask.</param>
public sealed record LifecycleQuestion(bool IsCaching, ValueList<string> Steps) : KernelQuestion
{
    /// <summary>What the step after the first that nobody may ask is told.</summary>
    private const int NobodyAsks = 1;

    /// <inheritdoc/>
    public override string Text => $"B {(IsCaching ? "caching" : "plain")} {string.Join(' ', Steps)}";

    /// <summary>Whether the core lets a map through beside a live one of another direction.</summary>
    public bool MapsAnew => Core(out DmaBufCore core) is not null && core.MappedAnew;

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static LifecycleQuestion Parse(string text)
    {
        string[] words = text.Split(' ');
        return new(words[1] == "caching", [.. words[2..]]);
    }

    /// <inheritdoc/>
    public override string Expected(IRules model)
    {
        IDmaBuf buffer = model.NewBuffer(Scenario());
        buffer.Apply(new Operation.Export());
        return string.Join(' ', Steps.Select(step => Number(buffer.Apply(Operation(step)).Errno)));
    }

    /// <summary>What drivers/dma-buf/dma-buf.c answers, as far as it is known.</summary>
    public string ByTheCore() => string.Join(' ', Core(out _) ?? [NobodyAsks]);

    /// <inheritdoc/>
    public override string Normal(string answer) => RunText.WithoutWarnings(answer);

    /// <inheritdoc/>
    public override IEnumerable<KernelQuestion> Smaller()
    {
        for (int length = Steps.Count / 2; length >= 1; length /= 2)
        {
            for (int at = 0; at + length <= Steps.Count && length < Steps.Count; at++)
            {
                LifecycleQuestion shorter = this with { Steps = [.. Steps.Take(at), .. Steps.Skip(at + length)] };
                if (shorter.Core(out _) is not null)
                {
                    yield return shorter;
                }
            }
        }
    }

    /// <summary>The core's errnos; <see langword="null"/> where a step is one that no importer may ask.</summary>
    private List<int>? Core(out DmaBufCore core)
    {
        core = new DmaBufCore(IsCaching);
        var errnos = new List<int>();
        foreach (string step in Steps)
        {
            if (!core.Askable().Contains(step))
            {
                return null;
            }

            errnos.Add(Number(core.Take(step)));
        }

        return errnos;
    }

    /// <summary>Devices that nothing limits, over one page: what is left is the life of the buffer.</summary>
    private Scenario Scenario()
    {
        Limits none = LimitKinds.All.Aggregate(Limits.Unset, (limits, kind) => limits.With(kind, kind.Unlimited()));
        return new Scenario
        {
            BufferSizeBytes = PageSize.FourKiB.Bytes,
            Layout = new Layout(0, [new PfnRun(1, 1)]),
            Devices =
            [
                .. Enumerable.Range(0, DmaBufCore.Devices).Select(i => new Device($"{i}", none)
                {
                    Importer = IsCaching ? ImporterHabit.CachesMapping : ImporterHabit.MapsAroundUse,
                }),
            ],
            Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
        };
    }

    private static Operation Operation(string step)
    {
        string device = step[1..2];
        return step[0] switch
        {
            'a' => new Operation.Attach(device),
            'd' => new Operation.Detach(device),
            'm' => new Operation.Map(device, Direction(step[2])),
            'u' => new Operation.Unmap(device),
            'r' => new Operation.ExporterRefuses(device, Refuses: true),
            'o' => new Operation.ExporterRefuses(device, Refuses: false),
            _ => throw new ArgumentException($"no step is called {step}", nameof(step)),
        };
    }

    private static MapDirection Direction(char letter) => letter switch
    {
        'b' => MapDirection.Bidirectional,
        't' => MapDirection.ToDevice,
        'f' => MapDirection.FromDevice,
        _ => throw new ArgumentException($"no direction is called {letter}", nameof(letter)),
    };

    private static int Number(Errno errno) => errno switch
    {
        Errno.Ok => 0,
        Errno.Eperm => -1,
        Errno.Eio => -5,
        Errno.Enomem => -12,
        Errno.Eacces => -13,
        Errno.Efault => -14,
        Errno.Ebusy => -16,
        Errno.Enodev => -19,
        Errno.Einval => -22,
        Errno.Edeadlk => -35,
        Errno.Eopnotsupp => -95,
        _ => throw new ArgumentOutOfRangeException(nameof(errno)),
    };
}
