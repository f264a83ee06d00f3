using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

[Collection(nameof(Alone))]
public class EngineMemoryTests
{
    private const int Operations = 1_000_000;

    [Fact]
    public void Many_operations_do_not_grow_the_engine()
    {
        var random = new Random(9);
        Scenario scenario = RandomHistory.Scenario(random);
        var engine = new EngineBuffer(scenario);
        engine.Apply(new Operation.Export());
        long early = 0;
        for (int i = 0; i < Operations; i++)
        {
            early = i == Operations / 10 ? GC.GetTotalMemory(forceFullCollection: true) : early;

            engine.Apply(RandomHistory.Operation(random, scenario));
            if (i % 1000 == 999)
            {
                RandomHistory.EverybodyLeaves(engine);
            }
        }

        long late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Empty(engine.View.Attachments);
        Assert.True(late - early < 2 << 20, $"{early} bytes after the first tenth, {late} at the end");
    }
}
