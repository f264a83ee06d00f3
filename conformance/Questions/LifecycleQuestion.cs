using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// One dma-buf from export to release: <c>B exporter importers step...</c>, answered by an errno for each step, who was told of a move, and how often the
/// kernel warned. kernel/lifecycle.c says what a step is.
/// </summary>
/// <param name="Exporter">Whose buffer it is.</param>
/// <param name="Importers">A letter for each device: s static, d dynamic (has move_notify).</param>
/// <param name="Steps">Only what an importer may ask.</param>
public sealed record LifecycleQuestion(ExporterKind Exporter, string Importers, ValueList<string> Steps) : KernelQuestion
{
    /// <inheritdoc/>
    public override string Text => $"B {Exporter.Word()} {Importers} {string.Join(' ', Steps)}";

    /// <summary>Whether the core lets a map through, or refuses one, beside a live one of which the model knows better.</summary>
    public bool MapsAnew => Core() is { MappedAnew: true };

    /// <summary>Whether a CPU access begins while another is open.</summary>
    public bool NestsAccess => Core() is { Nested: true };

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static LifecycleQuestion Parse(string text)
    {
        string[] words = text.Split(' ');
        return new(ExporterKinds.Parse(words[1]), words[2], [.. words[3..]]);
    }

    /// <inheritdoc/>
    public override string Expected(IRules model) => new ModelLife(model, Exporter, Importers).Answers(Steps);

    /// <summary>What drivers/dma-buf/dma-buf.c answers, as far as it is known; empty where a step is one that no importer may ask.</summary>
    public string ByTheCore()
    {
        var answers = new List<string>();
        if (Core(answers) is not { } core)
        {
            return "";
        }

        return string.Join(' ', core.Warnings == 0 ? answers : [.. answers, $"warn={core.Warnings}"]);
    }

    /// <summary>Warnings count: an importer that does as it should is never warned.</summary>
    public override string Normal(string answer) => answer;

    /// <inheritdoc/>
    public override IEnumerable<KernelQuestion> Smaller()
    {
        for (int length = Steps.Count / 2; length >= 1; length /= 2)
        {
            for (int at = 0; at + length <= Steps.Count && length < Steps.Count; at++)
            {
                LifecycleQuestion shorter = this with { Steps = [.. Steps.Take(at), .. Steps.Skip(at + length)] };
                if (shorter.Core() is not null)
                {
                    yield return shorter;
                }
            }
        }

        for (int device = 0; device < Importers.Length && Importers.Length > 1; device++)
        {
            char idle = (char)('0' + device);
            if (!Steps.Any(step => step.Contains(idle)))
            {
                yield return this with { Importers = Importers.Remove(device, 1), Steps = [.. Steps.Select(step => Renumbered(step, idle))] };
            }
        }
    }

    /// <summary>The step once the devices behind one that is gone have moved up.</summary>
    private static string Renumbered(string step, char gone) =>
        string.Concat(step.Select(letter => char.IsAsciiDigit(letter) && letter > gone ? (char)(letter - 1) : letter));

    /// <summary>The core after all steps; <see langword="null"/> where a step is one that no importer may ask.</summary>
    private DmaBufCore? Core(List<string>? answers = null)
    {
        var core = new DmaBufCore(Exporter, Importers);
        foreach (string step in Steps)
        {
            if (!core.MayAsk(step))
            {
                return null;
            }

            string answer = core.Take(step);
            answers?.Add(answer);
        }

        return core;
    }
}
