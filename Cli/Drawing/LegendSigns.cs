namespace DmabufVerify.Cli.Drawing;

/// <summary>How a legend shows what it explains.</summary>
/// <param name="Hidden">What is left out.</param>
/// <param name="Bad">What is too much of a segment.</param>
/// <param name="Far">What is out of reach.</param>
/// <param name="EdgeCut">A cut on a window's edge.</param>
/// <param name="Edge">A window's edge that is no cut.</param>
internal readonly record struct LegendSigns(string Hidden, string Bad, string Far, string EdgeCut, string Edge);
