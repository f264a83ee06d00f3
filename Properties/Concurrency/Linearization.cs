using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>
/// Whether a concurrent history could have been one after another: some order that keeps every operation between its call and its return, in
/// which the specification gives the same results and ends in the same view.
/// </summary>
/// <param name="IsLinearizable">Whether there is such an order.</param>
/// <param name="Longest">The longest beginning of such an order that was found; calls by index.</param>
/// <param name="Rejected">What could have come next there, and why it could not.</param>
public sealed record Linearization(bool IsLinearizable, IReadOnlyList<int> Longest, IReadOnlyList<(int Call, string Why)> Rejected)
{
    /// <summary>Looks for an order. Exponential in the number of calls that overlap; histories are small.</summary>
    public static Linearization Of(ConcurrentHistory history)
    {
        var spec = new SpecBuffer(history.Scenario);
        foreach (Step step in history.Prologue)
        {
            spec.Apply(step.Operation);
        }

        var search = new Search(history);
        bool found = search.From(spec, []);
        return new Linearization(found, search.Longest, search.Rejected);
    }

    private sealed class Search(ConcurrentHistory history)
    {
        private readonly bool[] _done = new bool[history.Calls.Count];

        public List<int> Longest { get; private set; } = [];

        public List<(int Call, string Why)> Rejected { get; private set; } = [];

        public bool From(SpecBuffer spec, List<int> order)
        {
            if (order.Count == history.Calls.Count)
            {
                bool same = history.Final is not null && spec.View == history.Final;
                Note(order, same ? [] : [(order[^1], "the view at the end is another")]);
                return same;
            }

            var rejected = new List<(int Call, string Why)>();
            foreach (int next in Candidates())
            {
                SpecBuffer copy = spec.Copy();
                StepResult wanted = copy.Apply(history.Calls[next].Operation);
                if (Difference(wanted, history.Calls[next]) is { } why)
                {
                    rejected.Add((next, why));
                    continue;
                }

                _done[next] = true;
                order.Add(next);
                if (From(copy, order))
                {
                    return true;
                }

                order.RemoveAt(order.Count - 1);
                _done[next] = false;
            }

            Note(order, rejected);
            return false;
        }

        /// <summary>Calls that nothing not yet done returned before.</summary>
        private int[] Candidates()
        {
            int[] left = [.. Enumerable.Range(0, _done.Length).Where(i => !_done[i])];
            long firstReturn = left.Min(i => history.Calls[i].Returned);
            return [.. left.Where(i => history.Calls[i].Called <= firstReturn)];
        }

        private void Note(List<int> order, List<(int Call, string Why)> rejected)
        {
            if (rejected.Count > 0 && order.Count >= Longest.Count)
            {
                Longest = [.. order];
                Rejected = rejected;
            }
        }

        private static string? Difference(StepResult wanted, Call call) => call.Result is null
            ? $"threw {call.Thrown}"
            : StepDifference.OfResults(wanted, call.Result) is { } difference
                ? $"{difference.Field} {difference.Actual}, the specification has {difference.Expected}"
                : null;
    }
}
