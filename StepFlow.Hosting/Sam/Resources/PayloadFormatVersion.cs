using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The property by which a template chooses what an HTTP API sends to a function.</summary>
internal static class PayloadFormatVersion
{
    /// <summary>The format; null where the property is not there.</summary>
    public static PayloadFormat? Read(ResourceProperties properties, string name) => properties.Text(name) switch
    {
        null => null,
        "1.0" => PayloadFormat.Version1,
        "2.0" => PayloadFormat.Version2,
        var other => throw properties.Problem(name, $"'{other}' is no payload format version. There are '1.0' and '2.0'."),
    };
}
