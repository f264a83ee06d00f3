namespace DmabufVerify.Optimised;

/// <summary>How edges of windows are looked for.</summary>
internal enum EdgeTest
{
    /// <summary>There are no windows.</summary>
    None,

    /// <summary>
    /// Windows of two pages or more that start at multiples of their size. Where a page follows the one before, the two differ in
    /// the bit of the window's size exactly at an edge, which folds the test into that for consecutive pages.
    /// </summary>
    Aligned,

    /// <summary>Windows moved by a bus offset.</summary>
    Phased,
}

/// <summary>The test as a type, so that only one of them is compiled into a loop.</summary>
internal interface IEdges
{
    static abstract EdgeTest Test { get; }
}

internal readonly struct NoEdges : IEdges
{
    public static EdgeTest Test => EdgeTest.None;
}

internal readonly struct AlignedEdges : IEdges
{
    public static EdgeTest Test => EdgeTest.Aligned;
}

internal readonly struct PhasedEdges : IEdges
{
    public static EdgeTest Test => EdgeTest.Phased;
}
