using System.Globalization;
using System.Text;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>What a scope states as SMT-LIB 2 text, of which any solver of the logic understands every word.</summary>
internal sealed partial class SolverScope
{
    /// <summary>
    /// All assertions, with one named assertion for each of these limits, so that (get-unsat-core) names them. Ends in (check-sat).
    /// </summary>
    public string Script(IReadOnlyCollection<TrackedLimit> limits)
    {
        var script = new StringBuilder();
        foreach (TrackedLimit limit in limits)
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"; {limit.Literal}: {Printable(limit.Pair.Device)} {limit.Pair.Limit} {limit.Pair.Value}");
        }

        string assertions = _solver.ToString();
        script.AppendLine(CultureInfo.InvariantCulture, $"(set-logic {_logic})").Append(assertions);
        foreach (string literal in limits.Select(limit => limit.Literal.ToString()))
        {
            // Z3 declares what it prints; a limit that another one makes idle is in no assertion.
            if (!assertions.Contains($"(declare-fun {literal} ()", StringComparison.Ordinal))
            {
                script.AppendLine(CultureInfo.InvariantCulture, $"(declare-fun {literal} () Bool)");
            }
        }

        HashSet<string> names = [];
        foreach (TrackedLimit limit in limits)
        {
            string name = $"{limit.Pair.Limit.FieldName()} of {Printable(limit.Pair.Device)}";
            script.AppendLine(CultureInfo.InvariantCulture, $"(assert (! {limit.Literal} :named |{(names.Add(name) ? name : $"{limit.Literal} of {name}")}|))");
        }

        return script.AppendLine("(check-sat)").ToString();
    }

    /// <summary>What may stand in a comment and between the bars of a quoted symbol.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Select(c => c is >= ' ' and <= '~' and not ('|' or '\\') ? c : '_'));
}
