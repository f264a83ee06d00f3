using System.Diagnostics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>States questions as text: each in the encoding in which Z3 is asked, all limits assumed.</summary>
internal sealed class SmtStatement(SolverOptions options, SolverSession session)
{
    /// <summary>The text and what it leaves out.</summary>
    public SmtScript Of(TableQuestion question) => question switch
    {
        LayoutQuestion q => OverStorage(new Storage(q.Buffer), JudgeView.Of(q.Judges, q.Buffer.PageSize), granuleBytes: null),
        BounceQuestion q => Bounced(q),
        IommuQuestion { Enforcement: Enforcement.Kernel } => SmtScript.None("the kernel's join is an algorithm, not a constraint"),
        IommuQuestion q => OverStorage(
            new Storage(q.Buffer).BehindIommu(), JudgeView.Of([q.Judge], q.Buffer.PageSize), q.GranuleBytes),
        CapacityQuestion q => new CapacityDecision(options, session, q).Script(),
        PlacementQuestion q => new PlacementDecision(options, session, q).Script(),
        _ => throw new UnreachableException("TableQuestion is closed"),
    };

    /// <summary>The scope's text under a heading that says what it is good for.</summary>
    public static SmtScript Of(SolverScope scope, IReadOnlyList<TrackedLimit> limits, string? satDoubt, string? unsatDoubt)
    {
        string heading = (satDoubt is null ? "" : $"; sat proves nothing: {satDoubt}\n")
            + (unsatDoubt is null ? "" : $"; unsat proves nothing: {unsatDoubt}\n");
        const string evidence = "(set-option :produce-models true)\n(set-option :produce-unsat-cores true)\n";
        return new SmtScript(heading + evidence + scope.Script(limits), satDoubt, unsatDoubt);
    }

    private SmtScript Bounced(BounceQuestion question)
    {
        var storage = new Storage(question.Buffer);
        BounceView device = new BounceView(0, question.Judge, storage.PageSize).Over(storage);
        using SolverScope scope = session.Open(options, large: true);
        IEncoding encoding = StorageEncoding.Of(scope, options, storage, device);
        string? leftOut = encoding is RunEncoding ? RunWitness.WhatIsLeftOut(storage, [device.WithoutReach]) : null;
        return Of(scope, encoding.Limits, leftOut ?? new Copies(storage, device).Doubt, unsatDoubt: null);
    }

    private SmtScript OverStorage(Storage storage, JudgeView[] judges, ulong? granuleBytes)
    {
        using SolverScope scope = session.Open(options, large: true);
        IEncoding encoding = StorageEncoding.Of(scope, options, storage, judges, granuleBytes);
        return Of(scope, encoding.Limits, encoding is RunEncoding ? RunWitness.WhatIsLeftOut(storage, judges) : null, unsatDoubt: null);
    }
}
