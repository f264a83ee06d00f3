namespace DmabufVerify.Tests.Mutants.Translation;

/// <summary>Small functions of the subset: locals, branches, early returns and expressions over all integer types.</summary>
internal sealed class RandomFunction(Random random)
{
    private static readonly string[] Types = ["int", "uint", "long", "ulong"];

    private readonly List<(string Name, string Type)> _variables = [];

    /// <summary>Numbers that the compiler does not see as constants: what it computes itself it may refuse to compile.</summary>
    public static string Numbers { get; } = string.Join('\n', Types.Select(type => $"private static {type} {Literal(type)}({type} value) => value;"));

    /// <summary>The text of a method of this name, without its modifiers.</summary>
    public string Text(string name)
    {
        string result = Types[random.Next(Types.Length)];
        string[] parameters = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(Parameter)];
        string body = string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(i => Statement(result, i)));
        return $"{result} {name}({string.Join(", ", parameters)}) {{ {body} return {Expression(result, 3)}; }}\n";
    }

    private string Parameter(int index)
    {
        string type = Types[random.Next(Types.Length)];
        _variables.Add(($"p{index}", type));
        return $"{type} p{index}";
    }

    private string Statement(string result, int index)
    {
        (string name, string type) = _variables[random.Next(_variables.Count)];
        switch (random.Next(7))
        {
            case 0:
                string local = Types[random.Next(Types.Length)];
                string declared = $"{local} v{index} = {Expression(local, 2)}; ";
                _variables.Add(($"v{index}", local));
                return declared;
            case 1:
                return $"if ({Condition(2)}) {{ return {Expression(result, 2)}; }} ";
            case 2:
                return $"if ({Condition(1)}) {{ {name} = {Expression(type, 1)}; }} else {{ {name} {Pick("+=", "-=", "*=", "^=", "/=")} {Expression(type, 1)}; }} ";
            case 3:
                return $"{name} {Pick("<<=", ">>=", ">>>=")} {Expression("int", 1)}; ";
            case 4:
                return $"{name}{Pick("++", "--")}; ";
            case 5:
                return $"if ({Condition(1)}) {{ throw new System.InvalidOperationException(); }} ";
            default:
                return $"{name} = {Pick("", "unchecked", "checked")}({Expression(type, 2)}); ";
        }
    }

    private string Condition(int depth)
    {
        string type = Types[random.Next(Types.Length)];
        return depth == 0 || random.Next(3) > 0
            ? $"{Expression(type, depth)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Expression(type, depth)}"
            : $"({Condition(depth - 1)}) {Pick("&&", "||", "^", "&", "|")} !({Condition(depth - 1)})";
    }

    private string Expression(string type, int depth)
    {
        if (depth == 0)
        {
            (string Name, string Type)[] fitting = [.. _variables.Where(v => v.Type == type)];
            return fitting.Length > 0 && random.Next(4) > 0 ? fitting[random.Next(fitting.Length)].Name
                : random.Next(2) == 0 ? $"{Literal(type)}({random.Next(70)})"
                : Converted(type, _variables[random.Next(_variables.Count)].Name);
        }

        string a = Expression(type, depth - 1);
        return random.Next(9) switch
        {
            0 => $"({a} {Pick("/", "%")} {Expression(type, depth - 1)})",
            1 => $"({a} {Pick("<<", ">>", ">>>")} {Expression("int", depth - 1)})",
            2 => $"({Condition(0)} ? {a} : {Expression(type, depth - 1)})",
            3 => $"System.Math.{Pick("Min", "Max")}({a}, {Expression(type, depth - 1)})",
            4 => Converted(type, Expression(Types[random.Next(Types.Length)], depth - 1)),
            5 => Converted(type, $"({Pick("sbyte", "byte", "short", "ushort")})({a})"),
            6 when type is "int" or "long" => $"(-({a}))",
            6 => $"(~({a}))",
            _ => $"({a} {Pick("+", "-", "*", "&", "|", "^")} {Expression(type, depth - 1)})",
        };
    }

    private string Converted(string type, string expression) => $"{Pick("unchecked", "checked", "")}(({type})({expression}))";

    private static string Literal(string type) => $"Number_{type}";

    private string Pick(params string[] options) => options[random.Next(options.Length)];
}
