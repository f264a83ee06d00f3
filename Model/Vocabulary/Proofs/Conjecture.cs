namespace DmabufVerify.Vocabulary;

/// <summary>For all values of the variables: if the one, then the other.</summary>
/// <param name="Variables">Names distinct; every variable that the facts mention.</param>
/// <param name="WidthBits">Arithmetic is unsigned and wraps at so many bits; <see langword="null"/>: that of the integers.</param>
/// <param name="If">What is assumed.</param>
/// <param name="Then">What follows, or does not.</param>
public sealed record Conjecture(ValueList<Term.Variable> Variables, int? WidthBits, Fact If, Fact Then);
