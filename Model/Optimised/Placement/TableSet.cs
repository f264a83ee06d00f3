using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>What storage is looked for, once it is settled which devices copy.</summary>
/// <param name="Question">Memory and size.</param>
/// <param name="Reaching">Judges that have to reach all of the storage.</param>
/// <param name="Tables">For each table the judges that share it; the reach of these is not looked at.</param>
internal sealed record TableSet(PlacementQuestion Question, Judge[] Reaching, Judge[][] Tables)
{
    /// <summary>The tables of the devices that must not bounce.</summary>
    public static TableSet ZeroCopy(PlacementQuestion question)
    {
        Judge[] judges = [.. question.Judges];
        return new(question, judges, judges.Length == 0 ? [] : question.Mode == SharingMode.Shared ? [judges] : [.. judges.Select(j => new[] { j })]);
    }

    /// <summary>Adds a device with a table of its own.</summary>
    public TableSet With(Judge judge, bool hasToReach) =>
        this with { Tables = [.. Tables, [judge]], Reaching = hasToReach ? [.. Reaching, judge] : Reaching };
}
