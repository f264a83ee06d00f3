namespace DmabufVerify.Tests;

/// <summary>Tests of what all of the process shares, such as its memory: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
