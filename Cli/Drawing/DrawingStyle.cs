namespace DmabufVerify.Cli.Drawing;

/// <summary>How a picture is drawn as text.</summary>
/// <param name="Width">Longest line, in columns; at least <see cref="LeastWidth"/>.</param>
/// <param name="IsAscii">Without a character beyond ASCII.</param>
/// <param name="HasColour">With escape sequences for colours.</param>
internal sealed record DrawingStyle(int Width = 80, bool IsAscii = false, bool HasColour = false)
{
    /// <summary>Narrower than this nothing can be seen.</summary>
    public const int LeastWidth = 40;

    /// <summary>Where the locale's character set stands, the first that is set.</summary>
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Wider than this the eye loses the row.</summary>
    private const int MostWidth = 120;

    /// <summary>What files and pipes get.</summary>
    public static DrawingStyle Plain { get; } = new();

    /// <summary>What standard output can show.</summary>
    /// <param name="wantsAscii">Whether the user asks for ASCII whatever the terminal can do.</param>
    public static DrawingStyle Detect(bool wantsAscii)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        return Of(Environment.GetEnvironmentVariable, isTerminal, isTerminal ? Console.WindowWidth : null, wantsAscii);
    }

    /// <summary>The same from what is known of the surroundings.</summary>
    /// <param name="variable">The environment.</param>
    /// <param name="isTerminal">Whether standard output is one.</param>
    /// <param name="columns">Of the terminal; some say zero.</param>
    /// <param name="wantsAscii">Whether the user asks for ASCII.</param>
    internal static DrawingStyle Of(Func<string, string?> variable, bool isTerminal, int? columns, bool wantsAscii)
    {
        string? term = variable("TERM");
        return new DrawingStyle(
            columns is > 0 ? Math.Clamp(columns.Value, LeastWidth, MostWidth) : Plain.Width,
            wantsAscii || (isTerminal && term == "dumb") || !IsUtf8(variable, term),
            isTerminal && term is not (null or "dumb") && string.IsNullOrEmpty(variable("NO_COLOR")));
    }

    /// <summary>
    /// By the locale, as setlocale reads it. Where none is set nothing is known: terminals of today read UTF-8, but the console of a kernel
    /// without a locale has few characters.
    /// </summary>
    private static bool IsUtf8(Func<string, string?> variable, string? term)
    {
        string? locale = LocaleVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is null
            ? term != "linux"
            : locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }
}
