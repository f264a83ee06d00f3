using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>What the published code would have done, beside what the model does.</summary>
internal static class PublishedCode
{
    /// <summary>The history, if its last step ends differently in the model and in code with one defect, as foreseen; else nothing.</summary>
    public static Found? Shows(ClaimContext context, Defect defect, Scenario scenario, Errno model, Errno published, string what)
    {
        var rules = new PublishedRules(context.Voters.Optimised, DefectNotes.Of(defect).Smallest);
        bool asForeseen = context.Errnos(scenario)[^1] == model
            && LifecycleTrace.Of(rules, scenario).Steps[^1].Result.Errno == published;
        return asForeseen ? new Found(what, scenario, defect.ToString()) : null;
    }
}
