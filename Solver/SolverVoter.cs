using System.Diagnostics;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// The voter that has no algorithm of its own: it states what a valid table is, and Z3 searches. Safe to use from several
/// threads at once; each has its own context.
/// </summary>
public sealed class SolverVoter(SolverOptions options) : ISolverVoter
{
    /// <summary>With the default budget.</summary>
    public SolverVoter()
        : this(new SolverOptions())
    {
    }

    /// <inheritdoc/>
    public string Name => "solver";

    /// <inheritdoc/>
    public TableVote Answer(TableQuestion question) => Explain(question).Vote;

    /// <summary>The vote and what it rests on. Unknown when there is no solver on this machine.</summary>
    /// <exception cref="WitnessException">The solver's table breaks a rule, which is a bug.</exception>
    public SolverReport Explain(TableQuestion question)
    {
        if (Z3Library.Status.Problem is { } problem)
        {
            return SolverReport.Unknown(problem);
        }

        if (options.WallMilliseconds == 0)
        {
            return SolverReport.Unknown(SolverScope.WallTimeReason(options));
        }

        long started = Stopwatch.GetTimestamp();
        SolverReport report;
        try
        {
            report = Decide(SolverSession.Current, question);
        }
        catch (Z3Exception e)
        {
            SolverSession.Discard();
            report = SolverReport.Unknown(SolverScope.Reason(options, e));
        }

        return report with { ElapsedMilliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }

    private SolverReport Decide(SolverSession session, TableQuestion question) => question switch
    {
        LayoutQuestion q => OverStorage(session, new Storage(q.Buffer), JudgeView.Of(q.Judges, q.Buffer.PageSize), granuleBytes: null),
        BounceQuestion q => Bounced(session, q),
        IommuQuestion { Enforcement: Enforcement.Kernel } => SolverReport.Unknown(
            "the kernel's join is an algorithm, not a constraint; the specification and the optimised implementation vote"),
        IommuQuestion q => OverStorage(
            session, new Storage(q.Buffer).BehindIommu(), JudgeView.Of([q.Judge], q.Buffer.PageSize), q.GranuleBytes),
        CapacityQuestion q => new CapacityDecision(options, session, q).Decide(),
        PlacementQuestion q => new PlacementDecision(options, session, q).Decide(),
        _ => throw new UnreachableException("TableQuestion is closed"),
    };

    private SolverReport OverStorage(SolverSession session, Storage storage, JudgeView[] judges, ulong? granuleBytes)
    {
        using SolverScope scope = session.Open(options, large: storage.Pages > SmallPages);
        IEncoding encoding = StorageEncoding.Of(scope, options, storage, judges, granuleBytes);
        SolverReport report = new TableDecision(scope, encoding).Decide();
        return report with { StepsSpent = scope.StepsSpent() };
    }

    private SolverReport Bounced(SolverSession session, BounceQuestion question)
    {
        var storage = new Storage(question.Buffer);
        BounceView device = new BounceView(0, question.Judge, storage.PageSize).Over(storage);
        using SolverScope scope = session.Open(options, large: storage.Pages > SmallPages);
        IEncoding encoding = StorageEncoding.Of(scope, options, storage, device);
        SolverReport report = new TableDecision(scope, encoding, new Copies(storage, device)).Decide();
        return report with { StepsSpent = scope.StepsSpent() };
    }

    /// <summary>The question as text for any solver; see <see cref="SmtScript.Text"/>.</summary>
    public string SmtLib(TableQuestion question) => Script(question).Text;

    /// <summary>The question as text for any solver, and what the text leaves out.</summary>
    /// <exception cref="InvalidOperationException">There is no Z3 on this machine, whose terms the text is printed from.</exception>
    public SmtScript Script(TableQuestion question) => Z3Library.Status.Problem is { } problem
        ? throw new InvalidOperationException(problem)
        : new SmtStatement(options, SolverSession.Current).Of(question);

    /// <summary>Up to so many pages a question costs less than a new solver.</summary>
    private const int SmallPages = 64;
}
