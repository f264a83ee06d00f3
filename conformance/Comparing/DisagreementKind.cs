namespace DmabufVerify.Conformance.Comparing;

/// <summary>What it means that kernel and model answer differently.</summary>
public enum DisagreementKind
{
    /// <summary>Nothing explains it: the model is not like this kernel.</summary>
    ModelWrong,

    /// <summary>A known quirk foretells the kernel's answer.</summary>
    KernelQuirk,

    /// <summary>The question breaks what the model presupposes, and no known quirk foretells the answer.</summary>
    OutsideModel,
}
