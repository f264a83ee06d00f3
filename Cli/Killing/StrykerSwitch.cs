using System.Reflection;
using DmabufVerify.Properties.Killing;

namespace DmabufVerify.Cli.Killing;

/// <summary>The switch that Stryker.NET compiles into an assembly with its mutants: a static class <c>MutantControl</c> in a namespace with a random name.</summary>
internal sealed class StrykerSwitch : IMutantSwitch
{
    private const int None = -1;

    private readonly FieldInfo _active;
    private readonly FieldInfo _captures;
    private readonly MethodInfo _take;

    private StrykerSwitch(FieldInfo active, FieldInfo captures, MethodInfo take) => (_active, _captures, _take) = (active, captures, take);

    /// <summary>An assembly's switch; <see langword="null"/> where it has none, or one of another version.</summary>
    public static StrykerSwitch? In(Assembly assembly)
    {
        Type? control = assembly.GetTypes().FirstOrDefault(type => type.Name == "MutantControl" && type.Namespace?.StartsWith("Stryker", StringComparison.Ordinal) == true);
        return control?.GetField("ActiveMutant") is { } active
            && control.GetField("CaptureCoverage") is { } captures
            && control.GetMethod("GetCoverageData") is { } take
            ? new(active, captures, take)
            : null;
    }

    public void Turn(int? mutant) => _active.SetValue(null, mutant ?? None);

    public IReadOnlyCollection<int> RunBy(Action action)
    {
        _captures.SetValue(null, true);
        try
        {
            action();
            return [.. ((IList<int>[])_take.Invoke(null, null)!)[0]];
        }
        finally
        {
            _captures.SetValue(null, false);
        }
    }
}
