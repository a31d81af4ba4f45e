namespace StepFlow.Gateway.Routes;

/// <summary>One route of an API.</summary>
/// <param name="Method">The method, or <see cref="AnyMethod"/>.</param>
/// <param name="Path">The path below the stage.</param>
/// <param name="Function">The function that answers; null where <see cref="Mock"/> does.</param>
public sealed record Route(string Method, RoutePath Path, string? Function)
{
    public const string AnyMethod = "ANY";

    private static readonly string[] Methods = [AnyMethod, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>HTTP APIs only.</summary>
    public PayloadFormat PayloadFormat { get; init; } = PayloadFormat.Version2;

    /// <summary>What API Gateway answers by itself: a MOCK integration.</summary>
    public GatewayResponse? Mock { get; init; }

    /// <summary>The route as AWS writes it: <c>POST /trigger</c>, or <c>$default</c>.</summary>
    public string Key => Path.IsDefault ? Path.Text : $"{Method} {Path.Text}";

    /// <summary>Reads <c>POST /trigger</c>, <c>ANY /{proxy+}</c> or, for HTTP APIs, <c>$default</c>.</summary>
    public static Route Parse(string text, string function) => Read(text) with { Function = function };

    /// <summary>Reads a route that API Gateway answers by itself.</summary>
    public static Route Parse(string text, GatewayResponse mock) => Read(text) with { Mock = mock };

    public bool Takes(string method) => Method is AnyMethod || Method == method;

    private static Route Read(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [.. var method, var path] || method.Length > 1)
        {
            throw new FormatException($"'{text}' is not a route. Write it as 'POST /trigger', with a method of {string.Join(", ", Methods)}.");
        }

        if (path is RoutePath.DefaultText && method.Length is 0)
        {
            return new(AnyMethod, RoutePath.Parse(path), Function: null);
        }

        var verb = method.Length is 0 ? AnyMethod : method[0].ToUpperInvariant();
        return Methods.Contains(verb)
            ? new(verb, RoutePath.Parse(path), Function: null)
            : throw new FormatException($"The method '{verb}' of the route '{text}' is none of {string.Join(", ", Methods)}.");
    }
}
