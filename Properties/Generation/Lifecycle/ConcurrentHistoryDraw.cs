using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// A history of two or three threads, short since every order in which they may run has to be looked at: export in thread 0 first, then
/// three or four operations of each thread, on a device of its own or on one that all use.
/// </summary>
internal sealed class ConcurrentHistoryDraw(Dice dice, Scenario scenario)
{
    private readonly HistoryState _state = new(scenario);
    private readonly List<Step> _steps = [];

    public ValueList<Step> Steps()
    {
        int[] left = new int[dice.Between(2, 3)];
        for (int thread = 0; thread < left.Length; thread++)
        {
            left[thread] = dice.Between(3, 4);
        }

        Add(new Operation.Export(), thread: 0);
        if (dice.Percent(50))
        {
            Add(new Operation.Attach(scenario.Devices[0].Name), thread: 0);
        }

        bool isShared = dice.Percent(40);
        while (left.Sum() > 0)
        {
            int thread = dice.Weighted(left);
            left[thread]--;
            Add(Next(scenario.Devices[isShared ? 0 : thread % scenario.Devices.Count].Name), thread);
        }

        return [.. _steps];
    }

    /// <summary>What makes sense if threads run in the order of the list; in another order much of it is refused.</summary>
    private Operation Next(string device)
    {
        if (!_state.IsAttached(device) && dice.Percent(85))
        {
            return new Operation.Attach(device);
        }

        return dice.Weighted(_state.IsMapped(device) ? 10 : 2, 9, 5, 4, 4, 4, 2, 3) switch
        {
            0 => new Operation.Unmap(device),
            1 => new Operation.Map(device, MapDirection.Bidirectional),
            2 => new Operation.Detach(device),
            3 => new Operation.GetConstraints(),
            4 => new Operation.Move(),
            5 => new Operation.Pin(device),
            6 => new Operation.Unpin(device),
            _ => new Operation.Attach(device),
        };
    }

    private void Add(Operation operation, int thread)
    {
        _state.Take(operation);
        _steps.Add(new Step(operation, thread));
    }
}
