namespace DmabufVerify.Properties.Killing;

/// <summary>Turns on one mutant of a build that has all of them compiled in. Not thread-safe.</summary>
public interface IMutantSwitch
{
    /// <summary>Turns on one mutant and every other off; <see langword="null"/> turns all off.</summary>
    void Turn(int? mutant);

    /// <summary>Mutants whose place in the code is run by an action, all being off. What runs once in a process, such as a static initialiser, is told once.</summary>
    IReadOnlyCollection<int> RunBy(Action action);
}
