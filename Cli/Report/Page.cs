using System.Text;
using System.Xml;
using DmabufVerify.Cli.Output;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// Elements of a page that HTML and XML read alike: everything is escaped, and only <c>meta</c> has no end tag, since a browser takes
/// <c>&lt;td/&gt;</c> for a start.
/// </summary>
internal sealed class Page : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public Page() => _xml = XmlWriter.Create(
        _text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, CheckCharacters = true });

    /// <summary>Characters written so far; the last few of them may not be counted yet.</summary>
    public int Length
    {
        get
        {
            _xml.Flush();
            return _text.Length;
        }
    }

    /// <summary>An element with others inside.</summary>
    public void Open(string name, Action content, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        content();
        _xml.WriteFullEndElement();
        Break();
    }

    /// <summary>An element with text inside.</summary>
    public void Element(string name, string text, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        Text(text);
        _xml.WriteFullEndElement();
    }

    /// <summary>A <c>meta</c>.</summary>
    public void Meta(params (string Name, string Value)[] attributes)
    {
        Start("meta", attributes);
        _xml.WriteEndElement();
    }

    /// <summary>Text; what XML cannot have is shown as a question mark.</summary>
    public void Text(string text) => _xml.WriteString(LegalXml.Text(text));

    /// <summary>A sentence of <see cref="Explaining"/>: what stands between backticks is code.</summary>
    public void Sentence(string text)
    {
        string[] pieces = text.Split('`');
        for (int i = 0; i < pieces.Length; i++)
        {
            // After an odd number of backticks, and not the last piece, which nothing closes.
            if (i % 2 == 1 && i < pieces.Length - 1)
            {
                Element("code", pieces[i]);
            }
            else
            {
                Text(i % 2 == 1 ? $"`{pieces[i]}" : pieces[i]);
            }
        }
    }

    /// <summary>What is markup already: a picture, the style sheet, the script.</summary>
    public void Raw(string markup) => _xml.WriteRaw(markup);

    /// <summary>A new line, for who reads the file.</summary>
    public void Break() => _xml.WriteRaw("\n");

    /// <summary>The whole.</summary>
    public override string ToString()
    {
        _xml.Flush();
        return _text.ToString();
    }

    public void Dispose() => _xml.Dispose();

    private void Start(string name, (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            _xml.WriteAttributeString(attribute, LegalXml.Text(value));
        }
    }
}
