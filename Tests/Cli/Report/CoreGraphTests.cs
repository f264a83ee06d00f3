using System.Xml.Linq;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Report;

public sealed class CoreGraphTests
{
    private static readonly Decision Three = Decide(
        Free("count", (LimitKind.MaxSegmentCount, 2)), Free("size", (LimitKind.MaxSegmentSize, 4 * Some.Page)), Free("<&\ufffe" + new string('n', 60))) with
    {
        Core =
        [
            new("count", LimitKind.MaxSegmentCount, 2),
            new("size", LimitKind.MaxSegmentSize, 4 * Some.Page),
            new("size", LimitKind.SegmentBoundaryMask, 0xffff),
        ],
        HeapCore = [new("<&\ufffe" + new string('n', 60), ["cma", "secure"])],
    };

    [Fact]
    public void Each_limit_is_an_edge_with_a_number_and_a_sentence_and_each_device_a_node()
    {
        XElement graph = XElement.Parse(CoreGraph.Text(Three, "g"));
        string[] sentences = [.. CoreGraph.Sentences(Three)];

        Assert.Equal(4, Of(graph, "core-edge").Length);
        Assert.Equal(3, Of(graph, "core-device").Length);
        Assert.Equal(
            ["1 maxSegmentCount", "2 maxSegmentSize", "3 segmentBoundaryMask", "4 heaps"],
            Of(graph, "core-label").Where((_, i) => i % 2 == 0).Select(label => label.Value));
        Assert.Equal(4, sentences.Length);
        Assert.StartsWith("`count` takes at most 2 segments", sentences[0], StringComparison.Ordinal);
        Assert.Equal(["g-title g-description"], graph.Attributes("aria-labelledby").Select(a => a.Value));
    }

    [Fact]
    public void Nothing_is_outside_of_the_picture()
    {
        XElement graph = XElement.Parse(CoreGraph.Text(Three, "g"));
        int[] box = [.. graph.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse)];

        Assert.All(graph.Descendants().Where(e => e.Name.LocalName == "rect"), rect =>
        {
            Assert.InRange(Number(rect, "x"), 0, box[2] - Number(rect, "width"));
            Assert.InRange(Number(rect, "y"), 0, box[3] - Number(rect, "height"));
        });
    }

    private static Decision Decide(params Device[] devices) => Decision.Of(Sharing([new(0x1000, 16)], devices), TestVoters.Two, maxSegments: 0);

    private static XElement[] Of(XElement graph, string kind) => [.. graph.Descendants().Where(e => (string?)e.Attribute("class") == kind)];

    private static int Number(XElement element, string attribute) => (int)element.Attribute(attribute)!;
}
