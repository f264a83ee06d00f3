using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

internal sealed class CapacityDecision(SolverOptions options, SolverSession session, CapacityQuestion question)
{
    public SolverReport Decide() => SolverReport.Unknown($"{options} {session} {question}");
}
