namespace DmabufVerify.Cli.Drawing;

/// <summary>How a legend shows what it explains.</summary>
/// <param name="Hidden">What is left out.</param>
/// <param name="Bad">What is too much of a segment.</param>
/// <param name="Far">What is out of reach.</param>
/// <param name="EdgeCut">A cut on a window's edge.</param>
/// <param name="Edge">A window's edge that is no cut.</param>
internal readonly record struct LegendSigns(string Hidden, string Bad, string Far, string EdgeCut, string Edge)
{
    /// <summary>What a sign of its own for edges that are cuts adds.</summary>
    public string Cut => Edge == EdgeCut ? "" : " with a cut";

    /// <summary>What a sign of its own for edges that are no cuts adds.</summary>
    public string NoCut => Edge == EdgeCut ? "" : " without a cut";
}
