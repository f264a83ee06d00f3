using System.Globalization;
using System.Text;
using DmabufVerify.Properties.Lifecycle;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>A concurrent history for people: threads as rows, calls from left to right, then what fits no order.</summary>
public static class HistoryPicture
{
    /// <summary>Several lines, the last without a line end.</summary>
    public static string Draw(ConcurrentHistory history, Linearization linearization)
    {
        var text = new StringBuilder();
        long[] times = [.. history.Calls.SelectMany(c => new[] { c.Called, c.Returned }).Distinct().Order()];
        foreach (IGrouping<int, Call> thread in history.Calls.GroupBy(c => c.Thread).OrderBy(g => g.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"thread {thread.Key}:");
            foreach (Call call in thread)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Time(call.Called)}-{Time(call.Returned)} {Words(call)}");
            }

            text.Append('\n');
        }

        if (history.IsDeadlocked)
        {
            text.Append("the threads wait for one another\n");
        }

        text.Append("an order that works so far: ");
        text.Append(linearization.Longest.Count == 0 ? "none" : string.Join(", ", linearization.Longest.Select(i => StepWords.Of(history.Calls[i].Operation))));
        foreach ((int call, string why) in linearization.Rejected)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nthen not {StepWords.Of(history.Calls[call].Operation)} of thread {history.Calls[call].Thread}: {why}");
        }

        return text.ToString();

        int Time(long clock) => Array.IndexOf(times, clock);
    }

    private static string Words(Call call) =>
        $"{StepWords.Of(call.Operation)} -> {(call.Result is null ? call.Thrown : StepWords.Of(call.Result.Errno))};";
}
