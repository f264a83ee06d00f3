using DmabufVerify.Published;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>What holds for every history: of a buffer without defects, and of one with them.</summary>
public sealed class PublishedBufferTests
{
    private const int Histories = 1500;

    [Fact]
    public void It_does_not_matter_who_answers_about_tables()
    {
        foreach ((Scenario scenario, Operation[] operations) in Some(1))
        {
            PublishedBuffer[] buffers = [.. Buffers.AllRules.Select(rules => new PublishedBuffer(scenario, rules, Defects.None))];
            foreach (Operation operation in operations)
            {
                StepResult[] results = [.. buffers.Select(buffer => buffer.Apply(operation))];
                Assert.Equal(results[0], results[1]);
                Assert.Equal(buffers[0].View, buffers[1].View);
            }
        }
    }

    [Fact]
    public void Without_defects_a_failure_changes_nothing_and_has_grounds()
    {
        var seen = new HashSet<(Errno, GroundsKind)>();
        Each(2, (buffer, operation) =>
        {
            BufferView before = buffer.View;
            StepResult result = buffer.Apply(operation);
            Assert.Equal(result.Errno == Errno.Ok, result.Grounds is null);
            if (result.Grounds is { } grounds)
            {
                seen.Add((result.Errno, grounds.Kind));
                Assert.Equal(before, buffer.View);
            }
        });

        // Histories that never get anywhere would make this hold of anything.
        Assert.Superset(
            new HashSet<(Errno, GroundsKind)>
            {
                (Errno.Einval, GroundsKind.Conflict), (Errno.Ebusy, GroundsKind.NotMovable), (Errno.Ebusy, GroundsKind.LiveMapping),
                (Errno.Ebusy, GroundsKind.Pinned), (Errno.Eperm, GroundsKind.ExporterRefuses), (Errno.Einval, GroundsKind.NeedsPages),
                (Errno.Enomem, GroundsKind.NoStorage), (Errno.Ebusy, GroundsKind.NoStorage), (Errno.Einval, GroundsKind.InvalidLimit),
            },
            seen);
    }

    [Fact]
    public void Without_defects_stored_constraints_are_the_recomputed_ones() => Each(3, (buffer, operation) =>
    {
        StepResult result = buffer.Apply(operation);
        Assert.Equal(buffer.View.Recomputed, buffer.View.Stored);
        Assert.Equal(buffer.View.Attachments.Count, buffer.View.AttachmentObjects);
        Assert.All(result.Hooks, hook => Assert.Equal(hook.Recomputed, hook.Stored));
    });

    [Fact]
    public void Without_defects_who_is_attached_can_map_and_test_map_says_how() => Each(4, (buffer, operation) =>
    {
        buffer.Apply(operation);
        foreach (AttachmentView attached in buffer.View.Attachments.DistinctBy(a => a.Device))
        {
            StepResult tested = buffer.Apply(new Operation.TestMap(attached.Device, MapDirection.Bidirectional));
            Assert.Contains(tested.Grounds?.Kind, new GroundsKind?[] { null, GroundsKind.Direction, GroundsKind.NoDeviceAddresses });
        }

        if (operation is Operation.TestMap(var device, var direction))
        {
            StepResult tested = buffer.Apply(operation);
            StepResult mapped = buffer.Apply(new Operation.Map(device, direction));
            Assert.Equal((tested.Errno, tested.Grounds, tested.Mapping), (mapped.Errno, mapped.Grounds, mapped.Mapping));
        }
    });

    [Fact]
    public void Without_defects_a_conflict_is_one_by_itself_and_loses_nothing_when_looked_at_again()
    {
        int conflicts = 0;
        foreach ((Scenario scenario, Operation[] operations) in Some(5))
        {
            Operation[] attaches = [new Operation.Export(), .. operations.OfType<Operation.Attach>()];
            if (Conflict(scenario, attaches) is { Limits.Count: > 0 } conflict)
            {
                Device[] devices = [.. scenario.Devices.Select(device => Only(device, conflict.Limits))];
                Assert.Equal(conflict, Conflict(scenario with { Devices = [.. devices] }, attaches));
                conflicts++;
            }
        }

        Assert.InRange(conflicts, 200, Histories);
    }

    [Fact]
    public void Each_defect_alone_is_seen_in_some_history()
    {
        (Scenario Scenario, Operation[] Operations)[] histories = [.. Some(6)];

        Assert.All(Enum.GetValues<Defect>(), defect =>
        {
            Defects smallest = DefectNotes.Of(defect).Smallest;
            Assert.Contains(histories, h => !Log(h, smallest).SequenceEqual(Log(h, smallest.Without(defect))));
        });
    }

    [Fact]
    public void A_companion_is_needed_for_its_defect()
    {
        DefectNote note = DefectNotes.Of(Defect.F22);

        Assert.All(Some(7), history => Assert.Equal(Log(history, Defects.None), Log(history, note.Smallest.Without(note.Companion!.Value))));
    }

    [Fact]
    public void It_knows_the_vocabulary_only()
    {
        IEnumerable<string> known = typeof(PublishedBuffer).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.Equal(["DmabufVerify.Vocabulary"], known.Where(name => name.StartsWith("Dmabuf", StringComparison.Ordinal)));
    }

    [Fact]
    public void Versions_as_published_do_the_same_whoever_answers() => Assert.All(
        PublishedVersion.All,
        version => Assert.All(Some(8), history => Assert.Equal(
            Log(history, version.Defects, Buffers.AllRules[0]), Log(history, version.Defects, Buffers.AllRules[1]))));

    /// <summary>The first conflict, if no limit is out of range.</summary>
    private static Grounds? Conflict(Scenario scenario, Operation[] attaches)
    {
        var buffer = new PublishedBuffer(scenario, Buffers.AllRules[0], Defects.None);
        Grounds[] grounds = [.. attaches.Select(buffer.Apply).Select(result => result.Grounds).OfType<Grounds>()];
        return grounds.Any(g => g.Kind == GroundsKind.InvalidLimit)
            ? null
            : grounds.FirstOrDefault(g => g.Kind == GroundsKind.Conflict);
    }

    /// <summary>The device with those limits only that take part in a conflict.</summary>
    private static Device Only(Device device, IEnumerable<BitingLimit> conflict)
    {
        IEnumerable<LimitKind> others = LimitKinds.All.Except(conflict.Where(l => l.Device == device.Name).Select(l => l.Limit));
        return device with { Limits = others.Aggregate(device.Limits, (limits, kind) => limits.With(kind, kind.Unlimited())) };
    }

    private static object[] Log((Scenario Scenario, Operation[] Operations) history, Defects defects, IRules? rules = null)
    {
        var buffer = new PublishedBuffer(history.Scenario, rules ?? Buffers.AllRules[1], defects);
        return [.. history.Operations.SelectMany(operation => new object[] { buffer.Apply(operation), buffer.View })];
    }

    private static void Each(int seed, Action<PublishedBuffer, Operation> step)
    {
        foreach ((Scenario scenario, Operation[] operations) in Some(seed))
        {
            var buffer = new PublishedBuffer(scenario, Buffers.AllRules[1], Defects.None);
            foreach (Operation operation in operations)
            {
                step(buffer, operation);
            }
        }
    }

    private static IEnumerable<(Scenario Scenario, Operation[] Operations)> Some(int seed)
    {
        var random = new RandomHistories(seed);
        return Enumerable.Range(0, Histories).Select(_ => random.Next());
    }
}
