using System.Text;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>Parameters as the form fields of the query protocol.</summary>
internal sealed class QueryForm(ServiceModel service)
{
    private readonly StringBuilder _form = new();

    public static byte[] Write(ServiceModel service, OperationModel operation, JsonObject parameters)
    {
        var form = new QueryForm(service);
        form.Add("Action", operation.Name);
        form.Add("Version", service.ApiVersion);
        if (service.Structure(operation.Input) is { } input)
        {
            form.Add("", input, parameters);
        }

        return Encoding.UTF8.GetBytes(form._form.ToString());
    }

    private void Add(string prefix, Shape shape, JsonValue value)
    {
        switch (shape, value)
        {
            case (_, JsonNull):
                break;
            case (Shape.Structure structure, JsonObject given):
                foreach (var (name, item) in given.Members)
                {
                    if (ParameterNames.Find(structure, name) is { } member)
                    {
                        Add(Join(prefix, member.WireName), service.Shape(member.Shape), item);
                    }
                }

                break;
            case (Shape.List list, JsonArray items):
                var each = list.IsFlat ? prefix : Join(prefix, list.ItemWireName ?? "member");
                for (var i = 0; i < items.Count; i++)
                {
                    Add($"{each}.{i + 1}", service.Shape(list.Item), items[i]);
                }

                break;
            case (Shape.Map map, JsonObject entries):
                var at = 0;
                foreach (var (key, item) in entries.Members)
                {
                    var entry = $"{(map.IsFlat ? prefix : Join(prefix, "entry"))}.{++at}";
                    Add($"{entry}.{map.KeyWireName}", key);
                    Add($"{entry}.{map.ValueWireName}", service.Shape(map.Value), item);
                }

                break;
            default:
                Add(prefix, WireText.Write(shape, value, "iso8601"));
                break;
        }
    }

    private void Add(string name, string value)
    {
        if (_form.Length > 0)
        {
            _form.Append('&');
        }

        _form.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string Join(string prefix, string name) => prefix.Length is 0 ? name : $"{prefix}.{name}";
}
