using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties;

/// <summary>A third voter that says whatever a test wants.</summary>
internal sealed class FakeSolver(Func<TableQuestion, TableVote> answer) : ISolverVoter
{
    public string Name => "solver";

    public TableVote Answer(TableQuestion question) => answer(question);

    public SolverReport Explain(TableQuestion question) => SolverReport.Of(answer(question));
}
