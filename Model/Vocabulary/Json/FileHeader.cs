using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>The fields that every file format of this tool begins with.</summary>
internal static class FileHeader
{
    /// <summary>Refuses a file that says it is something else; one that says nothing is taken at the caller's word.</summary>
    public static void CheckSchema(JsonWalker walker, string expected)
    {
        if (JsonWalker.Field(walker.Root, "schema") is { } schema
            && (schema.ValueKind != JsonValueKind.String || !schema.ValueEquals(expected)))
        {
            walker.Fail(schema, $"expected \"{expected}\", the only version so far");
        }
    }

    /// <summary>The field "pageSize"; 4 KiB where it is absent.</summary>
    public static PageSize ReadPageSize(JsonWalker walker)
    {
        if (JsonWalker.Field(walker.Root, "pageSize") is { } element
            && walker.Number(element, ScenarioShapes.PageSize) is { } bytes)
        {
            if (PageSize.IsLegal(bytes))
            {
                return new PageSize(bytes);
            }

            walker.Fail(element, $"expected {ScenarioShapes.PageSize.Expected}");
        }

        return PageSize.FourKiB;
    }
}
