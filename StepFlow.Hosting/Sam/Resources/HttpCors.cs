using System.Collections.Immutable;
using StepFlow.Gateway.Cors;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads the CORS configurations of HTTP APIs, of their OpenAPI definitions and of function URLs: the same members everywhere.</summary>
internal static class HttpCors
{
    private static readonly string[] Names = ["AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "MaxAge", "AllowCredentials"];

    /// <summary>The configuration; SAM takes <c>true</c> for any origin, and a single value for the only one.</summary>
    /// <param name="properties">What has the property.</param>
    /// <param name="name">CorsConfiguration, Cors, or OpenAPI's x-amazon-apigateway-cors.</param>
    /// <param name="otherwise">Where members are taken from that it does not have.</param>
    public static CorsConfiguration? Read(ResourceProperties properties, string name, CorsConfiguration? otherwise = null) => properties.Value(name) switch
    {
        null => otherwise,
        TemplateScalar { Text: "true" or "True" } => (otherwise ?? new()) with { AllowOrigins = ["*"] },
        TemplateScalar { Text: "false" or "False" } => otherwise,
        TemplateScalar { Text: var origin } => (otherwise ?? new()) with { AllowOrigins = [origin] },
        TemplateMap => Members(properties.Section(name), otherwise ?? new()),
        _ => throw properties.Problem(name, $"{name} is a mapping with members of {string.Join(", ", Names)}."),
    };

    private static CorsConfiguration Members(ResourceProperties cors, CorsConfiguration otherwise)
    {
        var configuration = otherwise;
        foreach (var member in cors.Members)
        {
            // OpenAPI begins them with a small letter.
            var name = Names.FirstOrDefault(name => string.Equals(name, member.Name, StringComparison.OrdinalIgnoreCase));
            configuration = name switch
            {
                "AllowOrigins" => configuration with { AllowOrigins = List(cors, member) },
                "AllowMethods" => configuration with { AllowMethods = List(cors, member) },
                "AllowHeaders" => configuration with { AllowHeaders = List(cors, member) },
                "ExposeHeaders" => configuration with { ExposeHeaders = List(cors, member) },
                "MaxAge" => configuration with { MaxAge = cors.Number(member.Name) },
                "AllowCredentials" => configuration with { AllowCredentials = IsTrue(cors.Text(member.Name)) },
                _ => throw cors.Problem(member.Name, $"'{member.Name}' is no member of a CORS configuration. There are {string.Join(", ", Names)}."),
            };
        }

        return configuration;
    }

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<string> List(ResourceProperties cors, TemplateMember member) => [.. cors.Texts(member.Name)];
}
