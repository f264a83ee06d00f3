using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class ScenarioWriterTests
{
    private static readonly Dictionary<string, Limits> Catalogue = new() { ["entry"] = new() { MaxSegmentCount = 7, AddressMask = 1 } };

    [Fact]
    public void The_form_is_stable()
    {
        var scenario = new Scenario
        {
            BufferSizeBytes = 8192,
            Layout = new Layout(0, [new(0xabc, 1), new(0x10, 2)]),
            Devices =
            [
                new Device("a", new Limits { MaxSegmentCount = ulong.MaxValue, MaxSegmentSizeBytes = 65536, SegmentBoundaryMask = 0xffff })
                {
                    BusOffsetBytes = -4096,
                    Iommu = new Iommu("d", 4096),
                },
                new Device("b", new Limits { AddressMask = 0xdfffffff }) { CatalogueEntry = "entry" },
            ],
        };

        Assert.Equal(
            """
            {
              "schema": "dmabuf-scenario/1",
              "pageSize": 4096,
              "buffer": {
                "size": 8192
              },
              "layout": {
                "offset": 0,
                "runs": [
                  { "pfn": "0xabc", "pages": 1 },
                  { "pfn": "0x10", "pages": 2 }
                ]
              },
              "devices": [
                {
                  "name": "a",
                  "maxSegmentCount": "unlimited",
                  "maxSegmentSize": 65536,
                  "segmentBoundaryMask": "0xffff",
                  "busOffset": "-0x1000",
                  "iommu": {
                    "domain": "d",
                    "granule": 4096
                  }
                },
                {
                  "name": "b",
                  "use": "catalogue:entry",
                  "maxSegmentCount": null,
                  "maxSegmentSize": null,
                  "segmentBoundaryMask": null,
                  "virtBoundaryMask": null,
                  "minAlignMask": null,
                  "addressMask": "0xdfffffff"
                }
              ],
              "mode": "shared",
              "policy": {
                "defaults": "mainline",
                "enforcement": "strict",
                "splitting": "early"
              }
            }

            """,
            ScenarioWriter.Write(scenario));
    }

    [Fact]
    public void The_form_of_a_history_is_stable()
    {
        var scenario = new Scenario
        {
            BufferSizeBytes = 8192,
            Memory = [new MemoryExtent(new PfnRun(0x80000, 256), "system"), new MemoryExtent(new PfnRun(0, 1), "c\"ma")],
            Exporter = new Exporter { IsMovable = true, HasPages = false },
            Devices =
            [
                new Device("vc4+hdmi", Limits.Unset)
                {
                    Access = DeviceAccess.NonCoherent,
                    Importer = ImporterHabit.Pins,
                    MayBounce = true,
                    NeedsPages = true,
                },
            ],
            Steps = [new Step(new Operation.Attach("vc4+hdmi")), new Step(new Operation.Map("vc4+hdmi", MapDirection.ToDevice), 1)],
        };
        const string steps =
            """
              "steps": [
                { "op": "attach", "device": "vc4+hdmi" },
                { "op": "map", "device": "vc4+hdmi", "direction": "toDevice", "thread": 1 }
              ]
            }

            """;

        string written = ScenarioWriter.Write(scenario);

        Assert.EndsWith($"  }},\n{steps}", written, StringComparison.Ordinal);
        Assert.Contains(
            """
              "memory": {
                "extents": [
                  { "base": "0x80000000", "size": 1048576 },
                  { "base": "0x0", "size": 4096, "heap": "c\"ma" }
                ]
              },
              "exporter": {
                "movable": true,
                "structPages": false
              },
              "devices": [
                {
                  "name": "vc4+hdmi",
                  "access": "nonCoherent",
                  "importer": "pins",
                  "bounce": true,
                  "needsPages": true
                }
              ],
            """,
            written,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            ,"steps":[{"op":"attach","device":"vc4+hdmi"},{"op":"map",
            """,
            ScenarioWriter.WriteLine(scenario),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_what_was_written_gives_an_equal_scenario()
    {
        var scenarios = new RandomScenarios(seed: 1);
        for (int i = 0; i < 500; i++)
        {
            Scenario scenario = scenarios.Next();

            Assert.Equal(scenario, Read(ScenarioWriter.Write(scenario)));
            Assert.Equal(scenario, Read(ScenarioWriter.WriteLine(scenario)));
        }
    }

    [Fact]
    public void The_compact_form_is_one_line()
    {
        var scenarios = new RandomScenarios(seed: 2);
        for (int i = 0; i < 100; i++)
        {
            Assert.DoesNotContain('\n', ScenarioWriter.WriteLine(scenarios.Next()));
        }
    }

    private static Scenario Read(string text)
    {
        ReadResult<Scenario> result = ScenarioReader.Read(Encoding.UTF8.GetBytes(text), Catalogue);
        Assert.True(result.IsOk, $"{result.Problem} in {text}");
        return result.Value;
    }
}
