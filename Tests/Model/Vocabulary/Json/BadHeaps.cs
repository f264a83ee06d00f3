namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>As <see cref="BadInputs"/>, in what a scenario says about the heaps that a device can use.</summary>
internal static class BadHeaps
{
    private const string Memory = """ "memory": { "extents": [ { "base": 0, "size": 4096, "heap": "cma" }, { "base": 8192, "size": 4096 } ] } """;

    private static readonly (string Heaps, string Path, string Words)[] Lists =
    [
        ("""[]""", "devices[0].heaps", "a device that can use no memory shares nothing; expected a list of heaps"),
        (""" "cma" """, "devices[0].heaps", "\"cma\": expected a list of heaps, such as [ \"cma\" ]"),
        ("""[ "cma", "" ]""", "devices[0].heaps[1]", "expected a name"),
        ("""[ "cma", null ]""", "devices[0].heaps[1]", "null: expected a name"),
        ("""[ "cma", "system", "cma" ]""", "devices[0].heaps[2]", "\"cma\": is in the list already; expected every heap once"),
    ];

    private static readonly (string Heaps, string Path, string Words)[] Unknown =
    [
        ("""[ "cmaa" ]""", "devices[0].heaps[0]", "\"cmaa\": no extent is of this heap; did you mean \"cma\"?"),
        ("""[ "system", "Sytem" ]""", "devices[0].heaps[1]", "did you mean \"system\"?"),
        ("""[ "video memory" ]""", "devices[0].heaps[0]", "no extent is of this heap; expected one of \"cma\", \"system\""),
    ];

    public static TheoryData<string, string, string> All { get; } = Make();

    private static TheoryData<string, string, string> Make()
    {
        TheoryData<string, string, string> data = new()
        {
            { $$"""{ "buffer": { "size": 1 }, "devices": [ { "name": "a", "heap": [ "cma" ] } ] }""", "devices[0].heap", "unknown field; did you mean heaps?" },
            {
                $$"""{ "buffer": { "size": 1 }, {{Memory}}, "devices": [ { "name": "a", "heaps": [ "cma" ] } ], "steps": [ { "op": "export" } ] }""",
                "devices[0].heaps",
                "expected no heaps where there are steps"
            },
        };
        foreach (var (heaps, path, words) in Lists)
        {
            data.Add($$"""{ "buffer": { "size": 1 }, "devices": [ { "name": "a", "heaps": {{heaps}} } ] }""", path, words);
        }

        foreach (var (heaps, path, words) in Lists.Concat(Unknown))
        {
            data.Add($$"""{ "buffer": { "size": 1 }, {{Memory}}, "devices": [ { "name": "a", "heaps": {{heaps}} } ] }""", path, words);
        }

        return data;
    }
}
