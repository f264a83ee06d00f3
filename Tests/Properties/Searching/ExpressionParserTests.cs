using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Searching.Expression;

namespace DmabufVerify.Tests.Properties.Searching;

public sealed class ExpressionParserTests
{
    private static readonly Expression Shared = new Says(Asking.Shared, Verdict.Unsat);

    private static readonly Expression Tailored = new Says(Asking.Tailored, Verdict.Sat);

    private static readonly Expression Two = new Counts(Measure.Devices, Comparison.AtMost, 2);

    public static TheoryData<string, Expression> Sound => new()
    {
        { "shared=unsat", Shared },
        { " shared = unsat ", Shared },
        { "shared=unsat and tailored=sat", new And(Shared, Tailored) },
        { "shared=unsat or tailored=sat and devices<=2", new Or(Shared, new And(Tailored, Two)) },
        { "(shared=unsat or tailored=sat) and devices<=2", new And(new Or(Shared, Tailored), Two) },
        { "shared=unsat and tailored=sat and devices<=2", new And(new And(Shared, Tailored), Two) },
        { "not shared=unsat and tailored=sat", new And(new Not(Shared), Tailored) },
        { "not not (shared=unsat)", new Not(new Not(Shared)) },
        { "core.size=3", new Counts(Measure.CoreSize, Comparison.Equal, 3) },
        { "runs>=18446744073709551615", new Counts(Measure.Runs, Comparison.AtLeast, ulong.MaxValue) },
        { "withoutDefaults=unknown", new Says(Asking.WithoutDefaults, Verdict.Unknown) },
        { "kernel=sat", new Says(Asking.Kernel, Verdict.Sat) },
        { "strict=sat", new Says(Asking.Strict, Verdict.Sat) },
        { "placement=sat", new Says(Asking.Placement, Verdict.Sat) },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void An_expression_is_read_by_its_grammar(string text, Expression expected) =>
        Assert.Equal(expected, ExpressionParser.Parse(text).Value);

    [Theory]
    [InlineData("", 1, "the expression ends; expected not, ( or one of ")]
    [InlineData("shared", 7, "the expression ends; expected =")]
    [InlineData("shared=", 8, "the expression ends; expected sat, unsat or unknown")]
    [InlineData("shared=unstat", 8, "\"unstat\"; did you mean unsat?")]
    [InlineData("shared<=sat", 7, "\"<=\"; expected =")]
    [InlineData("tailord=sat", 1, "\"tailord\"; did you mean tailored?")]
    [InlineData("shared=sat tailored=sat", 12, "\"tailored\"; expected and, or, or the end")]
    [InlineData("shared=sat and", 15, "the expression ends; expected not, ( or one of ")]
    [InlineData("(shared=sat", 12, "the expression ends; expected )")]
    [InlineData("shared=sat)", 11, "\")\"; expected and, or, or the end")]
    [InlineData("devices<2", 8, "\"<\"; expected =, <= or >=")]
    [InlineData("devices<=two", 10, "\"two\"; expected a whole number")]
    [InlineData("runs=18446744073709551616", 6, "\"18446744073709551616\"; expected a whole number")]
    [InlineData("shared=sat & runs=1", 12, "\"&\"; expected and, or, or the end")]
    public void A_mistake_is_told_with_its_column(string text, int column, string message)
    {
        ParsedExpression parsed = ExpressionParser.Parse(text);

        Assert.False(parsed.IsOk);
        Assert.Equal(column, parsed.Problem.Column);
        Assert.StartsWith(message, parsed.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("not ", 1_000_000));

        Assert.Contains("nested", ExpressionParser.Parse(deep).Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("nested", ExpressionParser.Parse(new string('(', 1_000_000)).Problem!.Message, StringComparison.Ordinal);
    }
}
