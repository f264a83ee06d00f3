using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// About twenty operations of one thread: export first, then mostly what makes sense, among it what is known to go wrong in a certain
/// order, and a share of what makes no sense.
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
        BeforeExport();
        var operations = new OperationDraw(dice, scenario, _state, changed);
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

    /// <summary>Mostly nothing; else a few operations that find no buffer; now and then the export comes late, or never.</summary>
    private void BeforeExport()
    {
        if (dice.Percent(12))
        {
            Operation early = dice.Of<Operation>(
                new Operation.GetConstraints(), new Operation.RecalcConstraints(), new Operation.Attach(scenario.Devices[0].Name));
            Add(early);
        }

        if (!dice.Percent(4))
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
