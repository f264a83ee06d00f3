namespace DmabufVerify.Vocabulary.Json;

/// <summary>Storage that a real system gave out, and how it was obtained: format dmabuf-layout/1.</summary>
/// <param name="Name">Short name, as in the file name.</param>
/// <param name="How">What was allocated and touched, in one sentence.</param>
/// <param name="Kernel">Version of the kernel that gave it out.</param>
/// <param name="PageSize">Unit of the runs.</param>
/// <param name="Layout">Maximal runs in the buffer's order; its offset is zero.</param>
public sealed record RecordedLayout(string Name, string How, string Kernel, PageSize PageSize, Layout Layout);
