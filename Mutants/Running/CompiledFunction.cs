using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace DmabufVerify.Mutants.Running;

/// <summary>A function as the compiler makes it, to see what it does and not what a translation says.</summary>
internal sealed class CompiledFunction : IDisposable
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly AssemblyLoadContext _context;
    private readonly MethodInfo _method;

    private CompiledFunction(AssemblyLoadContext context, MethodInfo method) => (_context, _method) = (context, method);

    /// <summary>Compiles a project and finds its function.</summary>
    /// <param name="code">The project.</param>
    /// <param name="function">The function.</param>
    /// <param name="problem">Why it cannot be run, in words.</param>
    public static CompiledFunction? Of(CodeBase code, IMethodSymbol function, out string? problem)
    {
        using var image = new MemoryStream();
        EmitResult emitted = code.Compilation.Emit(image);
        if (!emitted.Success)
        {
            problem = $"does not compile: {emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}";
            return null;
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("mutant", isCollectible: true);
        Assembly assembly = context.LoadFromStream(image);
        Type? type = assembly.GetType(MetadataName(function.ContainingType));
        MethodInfo? method = type?.GetMethods(Everything).FirstOrDefault(m => m.Name == function.MetadataName && Fits(m, function));
        problem = method is null ? "the function is not found in what was compiled" : null;
        return method is null ? null : new(context, method);
    }

    /// <summary>Calls it: the result as text, or the exception's type.</summary>
    /// <param name="inputs">Each part of the input by name; a number as its bits.</param>
    public string Run(IReadOnlyDictionary<string, object> inputs)
    {
        object? instance = _method.IsStatic ? null : Make(_method.DeclaringType!, "this", inputs);
        object?[] arguments = [.. _method.GetParameters().Select(p => Make(p.ParameterType, p.Name!, inputs))];
        try
        {
            return Text(_method.Invoke(instance, arguments));
        }
        catch (TargetInvocationException e)
        {
            return $"throws {e.InnerException!.GetType().Name}: {e.InnerException.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>Lets go of the compiled code.</summary>
    public void Dispose() => _context.Unload();

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static bool Fits(MethodInfo method, IMethodSymbol function)
    {
        ParameterInfo[] parameters = method.GetParameters();
        return parameters.Length == function.Parameters.Length
            && parameters.Zip(function.Parameters).All(p => Bare(p.First.ParameterType).Name == p.Second.Type.MetadataName);
    }

    private static Type Bare(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private static object? Make(Type wanted, string name, IReadOnlyDictionary<string, object> inputs)
    {
        Type type = Bare(wanted);
        if (inputs.TryGetValue(name, out object? leaf))
        {
            return type.IsEnum ? Enum.ToObject(type, leaf) : Convert.ChangeType(leaf, type, CultureInfo.InvariantCulture);
        }

        if (!inputs.Keys.Any(key => key.StartsWith(name + ".", StringComparison.Ordinal)))
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in type.GetFields(Everything).Where(field => !field.IsStatic))
        {
            field.SetValue(made, Make(field.FieldType, $"{name}.{Shape.Readable(field.Name)}", inputs));
        }

        return made;
    }

    /// <summary>A result by its fields: two compilations' types are never the same.</summary>
    private static string Text(object? value) => value switch
    {
        null => "nothing",
        bool truth => truth ? "true" : "false",
        char letter => ((int)letter).ToString(CultureInfo.InvariantCulture),
        IFormattable number when number.GetType() is { IsPrimitive: true } or { IsEnum: true } => number.ToString(null, CultureInfo.InvariantCulture),
        _ when value.GetType().IsValueType =>
            $"({string.Join(", ", value.GetType().GetFields(Everything).Where(f => !f.IsStatic).Select(f => $"{Shape.Readable(f.Name)}: {Text(f.GetValue(value))}"))})",
        _ => value.ToString() ?? "",
    };
}
