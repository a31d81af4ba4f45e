using System.Xml.Linq;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>XML bodies of the query and REST-XML protocols.</summary>
internal sealed class WireXml(ServiceModel service, MemberNaming naming)
{
    private static readonly XName SchemaType = XName.Get("type", "http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>An answer's body members; what travelled in headers is not looked for here.</summary>
    public JsonObject Read(Shape.Structure structure, XElement element)
    {
        var answer = new JsonObjectBuilder();
        foreach (var member in structure.Members.Where(m => m.Place is MemberPlace.Body))
        {
            if (Read(member, element) is { } value)
            {
                answer.Set(naming.Name(member), value);
            }
        }

        return answer.Build();
    }

    public XElement Write(string name, XNamespace space, Shape shape, JsonValue value)
    {
        var element = new XElement(space + name);
        switch (shape, value)
        {
            case (Shape.Structure structure, JsonObject given):
                WriteMembers(element, space, structure, given);
                break;
            case (Shape.List list, JsonArray items):
                element.Add(items.Select(i => Write(list.ItemWireName ?? "member", space, service.Shape(list.Item), i)));
                break;
            case (Shape.Map map, JsonObject entries):
                element.Add(entries.Select(e => new XElement(
                    space + "entry", new XElement(space + map.KeyWireName, e.Key), Write(map.ValueWireName, space, service.Shape(map.Value), e.Value))));
                break;
            default:
                element.Value = WireText.Write(shape, value, "iso8601");
                break;
        }

        return element;
    }

    private void WriteMembers(XElement element, XNamespace space, Shape.Structure structure, JsonObject given)
    {
        foreach (var (name, value) in given.Members)
        {
            if (value is JsonNull || ParameterNames.Find(structure, name) is not { Place: MemberPlace.Body } member)
            {
                continue;
            }

            var shape = service.Shape(member.Shape);
            if (member.IsXmlAttribute)
            {
                element.SetAttributeValue(member.WireName is "xsi:type" ? SchemaType : member.WireName, WireText.Of(value));
            }
            else if (shape is Shape.List list && (member.IsFlat || list.IsFlat) && value is JsonArray items)
            {
                element.Add(items.Select(i => Write(member.WireName, space, service.Shape(list.Item), i)));
            }
            else
            {
                element.Add(Write(member.WireName, space, shape, value));
            }
        }
    }

    private JsonValue? Read(Member member, XElement element)
    {
        var shape = service.Shape(member.Shape);
        if (member.IsXmlAttribute)
        {
            var attribute = member.WireName is "xsi:type" ? element.Attribute(SchemaType) : element.Attribute(member.WireName);
            return attribute is null ? null : new JsonString(attribute.Value);
        }

        if (shape is Shape.List list && (member.IsFlat || list.IsFlat))
        {
            JsonValue[] items = [.. Children(element, member.WireName).Select(e => Read(service.Shape(list.Item), e))];
            return items.Length is 0 ? null : JsonArray.Wrap(items);
        }

        return Children(element, member.WireName).FirstOrDefault() is { } child ? Read(shape, child) : null;
    }

    private JsonValue Read(Shape shape, XElement element) => shape switch
    {
        Shape.Structure structure => Read(structure, element),
        Shape.List list => JsonArray.Of(element.Elements().Select(e => Read(service.Shape(list.Item), e))),
        Shape.Map map => JsonObject.Of(element.Elements().Select(e => KeyValuePair.Create(
            Children(e, map.KeyWireName).First().Value, Read(service.Shape(map.Value), Children(e, map.ValueWireName).First())))),
        _ => WireText.Read(shape, element.Value),
    };

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);
}
