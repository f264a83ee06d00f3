namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>Memory of one profile, read and written by <see cref="AnswerCache"/> alone.</summary>
internal sealed class ProfileAnswers
{
    /// <summary>Whether some storage could do.</summary>
    public bool? CouldServe { get; set; }

    /// <summary>By candidate.</summary>
    public bool?[] Serves { get; set; } = [];

    /// <summary>The candidate that <see cref="Plan"/> is about; -1 for none.</summary>
    public int PlannedCandidate { get; set; } = -1;

    /// <summary>Its table there; only the last candidate's is kept, since tables are long.</summary>
    public TablePlan? Plan { get; set; }

    /// <summary>The table of others that <see cref="FitsTable"/> is about.</summary>
    public object? Table { get; set; }

    /// <summary>Whether the profile accepts that table.</summary>
    public bool FitsTable { get; set; }
}
