using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>What a kind of JSON object is called in messages, and every field it may have, in the order they are written.</summary>
internal sealed record ObjectShape(string What, ImmutableArray<string> Fields);
