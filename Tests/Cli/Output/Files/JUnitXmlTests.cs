using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using DmabufVerify.Cli.Output.Files;

namespace DmabufVerify.Tests.Cli.Output.Files;

public sealed class JUnitXmlTests
{
    private static readonly XDocument Document = XDocument.Parse(JUnitXml.Text(
        Broken.Report, [.. Broken.Report.Findings.Select(finding => Broken.Dossier(finding, "./verify replay x.json"))]));

    /// <summary>
    /// What the two schemas in use ask for, each in its strictest reading: Jenkins's (xunit-plugin, junit-10.xsd) and that of Ant's format
    /// (windyroad/JUnit-Schema).
    /// </summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="word"><xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="count"><xs:restriction base="xs:int"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="seconds"><xs:restriction base="xs:decimal"><xs:pattern value="[0-9]+\.[0-9]{3}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="moment"><xs:restriction base="xs:dateTime">
            <xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"/></xs:restriction></xs:simpleType>
          <xs:complexType name="failure"><xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string" use="required"/>
          </xs:extension></xs:simpleContent></xs:complexType>
          <xs:element name="testsuites"><xs:complexType><xs:sequence>
            <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
              <xs:sequence>
                <xs:element name="properties"><xs:complexType><xs:sequence>
                  <xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                    <xs:attribute name="name" type="word" use="required"/><xs:attribute name="value" type="xs:string" use="required"/>
                  </xs:complexType></xs:element>
                </xs:sequence></xs:complexType></xs:element>
                <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                  <xs:choice minOccurs="0">
                    <xs:element name="skipped"><xs:complexType><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>
                    <xs:element name="failure" type="failure"/>
                  </xs:choice>
                  <xs:attribute name="name" type="word" use="required"/>
                  <xs:attribute name="classname" type="word" use="required"/>
                  <xs:attribute name="time" type="seconds" use="required"/>
                </xs:complexType></xs:element>
                <xs:element name="system-out" type="xs:string"/>
                <xs:element name="system-err" type="xs:string"/>
              </xs:sequence>
              <xs:attribute name="name" type="word" use="required"/>
              <xs:attribute name="package" type="word" use="required"/>
              <xs:attribute name="id" type="xs:int" use="required"/>
              <xs:attribute name="timestamp" type="moment" use="required"/>
              <xs:attribute name="hostname" type="word" use="required"/>
              <xs:attribute name="tests" type="count" use="required"/>
              <xs:attribute name="failures" type="count" use="required"/>
              <xs:attribute name="errors" type="count" use="required"/>
              <xs:attribute name="skipped" type="count"/>
              <xs:attribute name="time" type="seconds" use="required"/>
            </xs:complexType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    [Fact]
    public void Document_is_valid()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add("", XmlReader.Create(new StringReader(Schema)));
        var problems = new List<string>();

        Document.Validate(schemas, (_, problem) => problems.Add(problem.Message));

        Assert.Empty(problems);
    }

    [Fact]
    public void Each_law_is_a_test_case()
    {
        XElement suite = Suite("laws");
        XElement[] cases = [.. suite.Elements("testcase")];

        Assert.Equal(Broken.Laws.Select(law => law.Name), cases.Select(c => c.Attribute("name")!.Value));
        Assert.Equal(("4", "1", "2"), (Value(suite, "tests"), Value(suite, "failures"), Value(suite, "skipped")));
        Assert.Empty(cases[0].Elements());
        Assert.Equal("it speaks of none of the 48 cases drawn", Value(cases[2].Element("skipped")!, "message"));
        Assert.Equal("it needs Z3, which did not vote", Value(cases[3].Element("skipped")!, "message"));
        double[] times = [.. cases.Select(c => double.Parse(Value(c, "time"), CultureInfo.InvariantCulture))];
        Assert.InRange(times.Sum(), 0, Broken.Report.Elapsed.TotalSeconds + 0.002);
    }

    [Fact]
    public void Failure_has_the_whole_finding_and_what_XML_cannot_say_is_a_question_mark()
    {
        XElement failure = Suite("laws").Elements("testcase").Single(c => Value(c, "name") == "Test.AtMostOne").Element("failure")!;

        Assert.Equal(("counterexample", "number: expected <at most ?>, actual 2"), (Value(failure, "type"), Value(failure, "message")));
        Assert.StartsWith("Test.AtMostOne is broken: number\n  the law   devices <= 1\n  expected  <at most ?>\n", failure.Value, StringComparison.Ordinal);
        Assert.Contains("  wrong     spec\n", failure.Value, StringComparison.Ordinal);
        Assert.Contains("\"schema\": \"dmabuf-scenario/1\"", failure.Value, StringComparison.Ordinal);
        Assert.EndsWith("replay: ./verify replay x.json\n", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Starved_kinds_of_cases_fail_and_those_with_too_few_are_skipped()
    {
        XElement[] cases = [.. Suite("kinds of cases").Elements("testcase")];

        Assert.Equal(
            ["dmabuf-verify.questions", "dmabuf-verify.questions", "dmabuf-verify.histories"], cases.Select(c => Value(c, "classname")));
        Assert.Empty(cases[0].Elements());
        Assert.Equal("starved", Value(cases[1].Element("failure")!, "type"));
        Assert.StartsWith("starved: 1 of 3000 cases, 0.03 %, at least 0.50 % are wanted", cases[1].Value, StringComparison.Ordinal);
        Assert.Equal("10 cases are too few to say; it takes 2,000", Value(cases[2].Element("skipped")!, "message"));
    }

    [Fact]
    public void Properties_say_what_the_result_depends_on()
    {
        Dictionary<string, string> properties = Suite("laws").Element("properties")!.Elements().ToDictionary(p => Value(p, "name"), p => Value(p, "value"));

        Assert.Equal(("0xb", "48", "counterexample", "false"), (properties["seed"], properties["scenarios"], properties["verdict"], properties["interrupted"]));
        Assert.All(new[] { "tool", "runtime", "solver", "vectors", "page size", "kernel" }, name => Assert.NotEmpty(properties[name]));
    }

    private static XElement Suite(string name) => Document.Root!.Elements("testsuite").Single(suite => Value(suite, "name") == name);

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)!.Value;
}
