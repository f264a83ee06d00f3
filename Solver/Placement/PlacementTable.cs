using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>A table that storage is to have, and who has to accept it.</summary>
/// <param name="Judges">All who share it; none where nobody asks for anything.</param>
/// <param name="Bounce">The only judge, where it may bounce.</param>
internal sealed record PlacementTable(IReadOnlyList<JudgeView> Judges, BounceView? Bounce = null)
{
    /// <summary>The tables of a question; at least one. Judges are numbered in its order, those that may bounce behind the others.</summary>
    public static PlacementTable[] Of(PlacementQuestion question)
    {
        var memory = new FreeMemory(question);
        JudgeView[] judges = JudgeView.Of(question.Judges, question.PageSize);
        PlacementTable[] bouncing = [.. question.Bouncing
            .Select((judge, i) => new BounceView(judges.Length + i, judge, question.PageSize).In(memory))
            .Select(device => new PlacementTable([device.View], device))];
        return judges.Length == 0 && bouncing.Length > 0 ? bouncing
            : judges.Length == 0 || question.Mode == SharingMode.Shared ? [new PlacementTable(judges), .. bouncing]
            : [.. judges.Select(judge => new PlacementTable([judge])), .. bouncing];
    }
}
