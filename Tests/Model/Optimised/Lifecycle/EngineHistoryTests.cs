using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineHistoryTests
{
    [Fact]
    public void Refusals_change_nothing_and_test_map_predicts_along_random_histories()
    {
        var random = new Random(33);
        var seen = new HashSet<(Errno, GroundsKind?)>();
        for (int history = 0; history < 150; history++)
        {
            Scenario scenario = RandomHistory.Scenario(random);
            var engine = new EngineBuffer(scenario);
            Done(engine.Apply(new Operation.Export()));
            for (int i = 0; i < 200; i++)
            {
                Operation operation = RandomHistory.Operation(random, scenario);
                BufferView before = engine.View;
                StepResult? predicted = operation is Operation.Map map
                    ? engine.Apply(new Operation.TestMap(map.Device, map.Direction))
                    : null;
                Assert.Equal(before, engine.View);
                StepResult result = engine.Apply(operation);
                BufferView after = engine.View;
                seen.Add((result.Errno, result.Grounds?.Kind));
                Assert.Equal(after.Recomputed, after.Stored);
                Assert.Equal(after.Attachments.Count, after.AttachmentObjects);
                Assert.True(result.Errno == Errno.Ok || before == after, $"{operation} failed and changed something");
                if (predicted is not null)
                {
                    Assert.Equal(predicted, result with { CacheActions = [] });
                }
            }
        }

        HashSet<(Errno, GroundsKind?)> needed =
        [
            (Errno.Einval, GroundsKind.Conflict), (Errno.Ebusy, GroundsKind.LiveMapping), (Errno.Ebusy, GroundsKind.Pinned),
            (Errno.Ebusy, GroundsKind.CpuAccessOpen), (Errno.Ebusy, GroundsKind.NoStorage), (Errno.Eperm, GroundsKind.ExporterRefuses),
            (Errno.Ebusy, GroundsKind.Direction), (Errno.Einval, GroundsKind.NotMapped), (Errno.Ok, null),
        ];
        Assert.Superset(needed, seen);
    }
}
