using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// About twenty operations of one thread: export first, then mostly what makes sense, among it what is known to go wrong in a
/// certain order, and a share of what makes no sense.
/// </summary>
internal sealed class HistoryDraw(Dice dice, Scenario scenario, ChangedLimits changed)
{
    private const int InvalidShare = 15;
    private const int MotifShare = 14;
    private const int MostTries = 40;

    private readonly HistoryState _state = new(scenario);
    private readonly List<Step> _steps = [];

    public ValueList<Step> Steps()
    {
        int length = dice.Between(12, 26);
        var operations = new OperationDraw(dice, scenario, _state, changed);
        BeforeExport(operations);
        var motifs = new MotifDraw(dice, scenario, _state, changed);
        while (_steps.Count < length)
        {
            if (_state.IsExported && dice.Percent(MotifShare))
            {
                Add(motifs.Next());
            }
            else
            {
                Add(One(operations, isValid: !dice.Percent(InvalidShare)));
            }
        }

        return [.. _steps];
    }

    /// <summary>Mostly nothing; else one question or some operations that find no buffer. Then the export.</summary>
    private void BeforeExport(OperationDraw operations)
    {
        int early = dice.Weighted(84, 12, 4) switch
        {
            0 => 0,
            1 => 1,
            _ => dice.Between(3, 6),
        };
        for (int i = 0; i < early; i++)
        {
            Add(dice.Percent(50) ? new Operation.GetConstraints() : operations.Next());
        }

        if (!_state.IsExported)
        {
            Add(new Operation.Export());
        }

        if (dice.Percent(10))
        {
            Add(new Operation.GetConstraints());
        }
    }

    private Operation One(OperationDraw operations, bool isValid)
    {
        for (int i = 0; i < MostTries; i++)
        {
            Operation operation = operations.Next();
            if (_state.Allows(operation) == isValid)
            {
                return operation;
            }
        }

        return new Operation.GetConstraints();
    }

    private void Add(IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            Add(operation);
        }
    }

    private void Add(Operation operation)
    {
        _state.Take(operation);
        _steps.Add(new Step(operation));
    }
}
