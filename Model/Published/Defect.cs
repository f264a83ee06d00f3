namespace DmabufVerify.Published;

/// <summary>
/// What the published patches got wrong, by the thread's numbers, each one a switch. <see cref="DefectNotes"/> says what each did, and
/// why some numbers have no switch.
/// </summary>
public enum Defect
{
    /// <summary>An attach that the constraints refuse returns success without an attachment.</summary>
    F1,

    /// <summary>The attachment object of such an attach is never freed.</summary>
    F2,

    /// <summary>When the exporter's hook refuses, the stored constraints keep the newcomer's.</summary>
    F3,

    /// <summary>An exporter's hook that reads the constraints waits for its own lock.</summary>
    F4,

    /// <summary>Inside the attach hook the newcomer is missing in a recalculation.</summary>
    F5,

    /// <summary>Inside the detach hook the stored constraints still hold the leaver.</summary>
    F6,

    /// <summary>Detach drops the error of a recalculation that a zero field makes impossible.</summary>
    F7,

    /// <summary>Only a zero field is a mismatch: the buffer's size is compared with nothing.</summary>
    F8,

    /// <summary>The capacity does not look at the boundary.</summary>
    F9,

    /// <summary>The capacity is a product in 32 bits.</summary>
    F10,

    /// <summary>Boundary masks of any form are accepted, and merged by AND.</summary>
    F11,

    /// <summary>No lower bounds: a size or a boundary below a page is accepted.</summary>
    F12,

    /// <summary>Unset size and boundary are 64 KiB and 4 GiB as if the device had asked for them.</summary>
    F13,

    /// <summary>Where a device declares one field, its unset size and boundary are read as zero.</summary>
    F14,

    /// <summary>Storage that exists, and the table over it, are not looked at when a device attaches.</summary>
    F15,

    /// <summary>A cached table outlives its last mapping and is handed out again.</summary>
    F16,

    /// <summary>Tables are made without looking at the importer's size and boundary.</summary>
    F17,

    /// <summary>Storage is chosen by the constraints as they were when the first device attached.</summary>
    F18,

    /// <summary>Limits that an attached device changes are not seen until some detach.</summary>
    F19,

    /// <summary>An unlimited count is one number before the first attach and another one after it.</summary>
    F20,

    /// <summary>A declared count of zero means unlimited.</summary>
    F21,

    /// <summary>A recalculation does not repair the stored constraints.</summary>
    F22,

    /// <summary>Reach and struct page are no constraints, and devices behind an IOMMU are merged with the others.</summary>
    F23,

    /// <summary>The constraints do not say that nobody is attached.</summary>
    F24,

    /// <summary>A refusal does not say which limit it is about.</summary>
    F26,

    /// <summary>Where a device declares size or boundary, its unset count is read as zero.</summary>
    G1,

    /// <summary>Constraints start from a 32-bit boundary.</summary>
    G2,

    /// <summary>Reach is merged by AND.</summary>
    G3,

    /// <summary>A device that declares nothing makes attach follow a null pointer.</summary>
    H1,

    /// <summary>Constraints are merged in place before the test: a refused attach spoils them.</summary>
    H2,

    /// <summary>Detach never loosens the constraints.</summary>
    H3,

    /// <summary>Zero is unlimited and the smaller value wins: one device without a limit lifts everybody's.</summary>
    I1,

    /// <summary>The boundary is accumulated in 32 bits.</summary>
    I2,

    /// <summary>A buffer that does not exist has constraints, and they are unlimited.</summary>
    I3,
}
