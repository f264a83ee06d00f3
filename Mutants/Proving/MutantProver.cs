using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Running;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Proving;

/// <summary>
/// Asks Z3 for an input that tells a mutant from the original. None: they are equivalent. One: both are compiled and run with it, and only
/// if they then differ is the mutant called distinguished. Not safe for several threads.
/// </summary>
internal sealed class MutantProver(CodeBase code, IReadOnlyList<Precondition> preconditions, uint milliseconds)
{
    private readonly Preconditions _preconditions = new(code, preconditions);

    /// <summary>Which precondition does not compile, in one line; <see langword="null"/> when all do.</summary>
    public string? Problem => _preconditions.Problem;

    /// <summary>What is known of a mutant of one of the project's files.</summary>
    /// <param name="path">The file, as <see cref="CodeBase.Tree"/> knows it.</param>
    /// <param name="mutant">The change.</param>
    public Verdict Prove(string path, Mutant mutant)
    {
        SyntaxTree tree = code.Tree(path) ?? throw new ArgumentException("no file of the project", nameof(path));
        string source = tree.ToString();
        TextSpan span = new SourceLines(source).TrySpan(mutant.Location) ?? throw new ArgumentException("not in the file", nameof(mutant));
        if (MutatedFunction.At(code, tree, span) is not { } function)
        {
            return new Verdict.OutsideSubset($"line {mutant.Location.Start.Line}: in no method or getter");
        }

        CodeBase mutated = code.With(path, source.Remove(span.Start, span.Length).Insert(span.Start, mutant.Replacement));
        SyntaxTree mutatedTree = mutated.Tree(path)!;
        TextSpan start = new(function.Syntax.SpanStart, 0);
        if (MutatedFunction.At(mutated, mutatedTree, start) is not { } changed)
        {
            return new Verdict.OutsideSubset($"line {mutant.Location.Start.Line}: the mutant is no function any more");
        }

        if (Error(mutated, changed) is { } error)
        {
            return new Verdict.OutsideSubset($"line {mutant.Location.Start.Line}: the mutant does not compile here: {error}");
        }

        try
        {
            using var context = new Context();
            return Prove(context, mutant, (code, function), (mutated, changed));
        }
        catch (OutsideSubsetException e)
        {
            return new Verdict.OutsideSubset(e.Told);
        }
        catch (Z3Exception e)
        {
            return new Verdict.Unknown($"Z3 reports: {e.Message}");
        }
    }

    private Verdict Prove(Context context, Mutant mutant, (CodeBase, MutatedFunction Function) before, (CodeBase, MutatedFunction Function) after)
    {
        long started = Stopwatch.GetTimestamp();
        Question question = Question.Of(context, before, after, _preconditions);
        using Solver solver = context.MkSolver("QF_BV");
        Params parameters = context.MkParams();
        parameters.Add("timeout", milliseconds);
        // Ctrl-C is the runtime's.
        parameters.Add("ctrl_c", false);
        solver.Parameters = parameters;
        solver.Assert([.. question.Assertions]);
        switch (solver.Check())
        {
            case Status.UNSATISFIABLE:
                return new Verdict.Equivalent(
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    [.. question.Preconditions],
                    CodeHash.Of(question.Used, question.Preconditions));
            case Status.SATISFIABLE:
                using (Model model = solver.Model)
                {
                    return Run(before, after, mutant, question.Inputs.ToDictionary(input => input.Name, input => Read(model, input.Value)));
                }

            default:
                return new Verdict.Unknown($"Z3 gives up after {milliseconds} ms: {solver.ReasonUnknown}");
        }
    }

    private static Verdict Run(
        (CodeBase Code, MutatedFunction Function) before, (CodeBase Code, MutatedFunction Function) after, Mutant mutant, Dictionary<string, object> inputs)
    {
        using CompiledFunction? original = CompiledFunction.Of(before.Code, before.Function.Symbol, out string? problem);
        using CompiledFunction? mutated = CompiledFunction.Of(after.Code, after.Function.Symbol, out string? otherProblem);
        if (original is null || mutated is null)
        {
            return new Verdict.Unknown($"Z3 names an input, but it cannot be run: {problem ?? otherProblem}");
        }

        string expected = original.Run(inputs);
        string actual = mutated.Run(inputs);
        NamedValue[] named = [.. inputs.Select(input => new NamedValue(input.Key, FactText.Number(input.Value)))];
        return expected == actual
            ? new Verdict.Unknown($"Z3 names an input for which both give {expected}: {string.Join(", ", named.Select(n => $"{n.Name} = {n.Value}"))}")
            : new Verdict.Distinguished([.. named], expected, actual, FactText.Of(before.Function, mutant.Id, inputs, expected));
    }

    private static object Read(Model model, Value value)
    {
        if (value is Value.Truth truth)
        {
            return model.Eval(truth.Term, completion: true).IsTrue;
        }

        var number = (Value.Number)value;
        var bits = BigInteger.Parse(model.Eval(number.Bits, completion: true).ToString(), CultureInfo.InvariantCulture);
        bool isNegative = number.Type.IsSigned && bits >> (int)(number.Type.WidthBits - 1) == 1;
        return isNegative ? (long)(bits - (BigInteger.One << (int)number.Type.WidthBits)) : number.Type.IsSigned ? (long)bits : (object)(ulong)bits;
    }

    private static string? Error(CodeBase mutated, MutatedFunction function) => mutated.Model(function.Syntax.SyntaxTree)
        .GetDiagnostics(function.Syntax.Span)
        .FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.GetMessage(CultureInfo.InvariantCulture);
}
