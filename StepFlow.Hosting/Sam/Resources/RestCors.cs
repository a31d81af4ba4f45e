using System.Collections.Immutable;
using System.Text;
using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>
/// SAM's property Cors of a REST API. From it SAM makes an OPTIONS method for each path, which API Gateway answers by itself (MOCK);
/// in the responses of all other methods CORS is the function's business.
/// </summary>
/// <param name="AllowOrigin">The value of Access-Control-Allow-Origin, and so on for the others; null is no such header.</param>
internal sealed record RestCors(string AllowOrigin, string? AllowMethods, string? AllowHeaders, string? MaxAge, bool AllowCredentials)
{
    private static readonly string[] AllMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private static readonly string[] Names = [nameof(AllowOrigin), nameof(AllowMethods), nameof(AllowHeaders), nameof(MaxAge), nameof(AllowCredentials)];

    public static RestCors? Read(ResourceProperties properties)
    {
        switch (properties.Value("Cors"))
        {
            case null:
                return null;
            case TemplateScalar:
                return new(Unquoted(properties, "Cors")!, AllowMethods: null, AllowHeaders: null, MaxAge: null, AllowCredentials: false);
            case TemplateMap:
                break;
            default:
                throw properties.Problem("Cors", $"Cors is an origin, or a mapping with members of {string.Join(", ", Names)}.");
        }

        var members = properties.Section("Cors");
        if (members.Members.FirstOrDefault(member => !Names.Contains(member.Name)) is { } unknown)
        {
            throw members.Problem(unknown.Name, $"'{unknown.Name}' is no member of Cors. There are {string.Join(", ", Names)}.");
        }

        var cors = new RestCors(
            Unquoted(members, nameof(AllowOrigin)) ?? "*",
            Unquoted(members, nameof(AllowMethods)),
            Unquoted(members, nameof(AllowHeaders)),
            Unquoted(members, nameof(MaxAge)),
            string.Equals(members.Text(nameof(AllowCredentials)), "true", StringComparison.OrdinalIgnoreCase));
        return cors is { AllowCredentials: true, AllowOrigin: "*" }
            ? throw members.Problem(nameof(AllowCredentials), "AllowCredentials cannot be true where AllowOrigin is '*' or missing. Name the origin.")
            : cors;
    }

    /// <summary>The OPTIONS routes for the paths of an API that have none of their own.</summary>
    public IEnumerable<MockRoute> Preflights(IEnumerable<Route> routes) =>
        from path in routes.GroupBy(route => route.Path.Text)
        where !path.Any(route => route.Method is "OPTIONS")
        select new MockRoute($"OPTIONS {path.Key}", Answer(path.Select(route => route.Method)));

    // API Gateway takes the values for expressions, in which a literal stands between quotes.
    private static string? Unquoted(ResourceProperties properties, string name) => properties.Text(name) switch
    {
        null => null,
        ['\'', .. var literal, '\''] => literal,
        var other => throw properties.Problem(name, $"{name} needs quotes within the quotes, as API Gateway takes it for an expression: \"'{other}'\"."),
    };

    private GatewayResponse Answer(IEnumerable<string> methods)
    {
        var inPath = methods.Append("OPTIONS").ToList();
        IEnumerable<string> served = inPath.Contains(Route.AnyMethod) ? AllMethods : inPath.Distinct().Order(StringComparer.Ordinal);
        ImmutableArray<Header> headers =
        [
            new("Content-Type", "application/json"),
            new("Access-Control-Allow-Origin", AllowOrigin),
            new("Access-Control-Allow-Methods", AllowMethods ?? string.Join(',', served)),
            .. Optional("Access-Control-Allow-Headers", AllowHeaders),
            .. Optional("Access-Control-Max-Age", MaxAge),
            .. Optional("Access-Control-Allow-Credentials", AllowCredentials ? "true" : null),
        ];
        return new(200, headers, Encoding.UTF8.GetBytes("{}\n"));
    }

    private static Header[] Optional(string name, string? value) => value is null ? [] : [new(name, value)];
}
