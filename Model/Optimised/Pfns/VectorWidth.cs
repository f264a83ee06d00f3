namespace DmabufVerify.Optimised;

/// <summary>The ways through <see cref="PfnSegmenter"/>, by bits of a vector; tests ask for each by name.</summary>
internal enum VectorWidth
{
    Scalar,
    V128,
    V256,
    V512,
}
