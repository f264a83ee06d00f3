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
        bool asForeseen = context.Errnos(scenario)[^1] == model && Last(context, defect, scenario).Errno == published;
        return asForeseen ? new Found(what, scenario, defect.ToString()) : null;
    }

    /// <summary>What the last step of a history gives in code with one defect.</summary>
    public static StepResult Last(ClaimContext context, Defect defect, Scenario scenario) => LastStep(context, defect, scenario).Result;

    /// <summary>The same with what could be observed before and after.</summary>
    public static TracedStep LastStep(ClaimContext context, Defect defect, Scenario scenario)
    {
        var rules = new PublishedRules(context.Voters.Optimised, DefectNotes.Of(defect).Smallest);
        return LifecycleTrace.Of(rules, scenario).Steps[^1];
    }
}
