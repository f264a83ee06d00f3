namespace DmabufVerify.Properties.Running;

/// <summary>How much of what the solver is asked is put to a second solver too, which is a process for each question.</summary>
public sealed record CrossSettings
{
    /// <summary>
    /// One in so many of the scenarios on which the solver votes; which one of them follows from their number alone, and every regime has
    /// its turn.
    /// </summary>
    public int Every { get; init; } = 16;

    /// <summary>Scenarios after which no more are taken, in the order of their numbers.</summary>
    public long MostScenarios { get; init; } = 2000;

    /// <summary>
    /// Share of the workers' time after which a scenario of the sample is left out. Only for runs that are given a time: the others are
    /// to be the same on every machine.
    /// </summary>
    public double TimeShare { get; init; } = 0.1;
}
