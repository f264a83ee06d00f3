namespace DmabufVerify.Properties.Corpus;

/// <summary>How a kept case came out when it was tried again.</summary>
public enum CorpusOutcome
{
    /// <summary>Its law is broken, in whichever part.</summary>
    Fails,

    /// <summary>Its law holds.</summary>
    Holds,

    /// <summary>Its law does not speak of it any more: the case can show nothing.</summary>
    Silent,

    /// <summary>A voter that is needed says unknown, or is not there.</summary>
    Undecided,
}
