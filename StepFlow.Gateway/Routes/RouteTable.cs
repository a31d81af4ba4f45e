using System.Collections.Immutable;

namespace StepFlow.Gateway.Routes;

/// <summary>A route that fits a request.</summary>
/// <param name="Route">The route.</param>
/// <param name="Path">The path below the stage, as sent.</param>
/// <param name="PathParameters">The values of its variables, percent-encoded as sent.</param>
public sealed record RouteMatch(Route Route, string Path, ImmutableSortedDictionary<string, string> PathParameters);

/// <summary>Finds the route of a request, by the rules of the API's kind.</summary>
public sealed class RouteTable
{
    private readonly GatewayApi _api;
    private readonly ImmutableArray<Route> _routes;

    public RouteTable(GatewayApi api)
    {
        _api = api;
        _routes = [.. api.Routes.Order(Comparer<Route>.Create(MoreSpecialFirst))];
        if (_routes.GroupBy(route => route.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FormatException($"API '{api.Name}' has the route '{twice.Key}' twice.");
        }

        if (api.Kind is ApiKind.Rest && _routes.Any(route => route.Path.IsDefault))
        {
            throw new FormatException($"API '{api.Name}' is a REST API, which has no '$default' route. Use 'ANY /{{proxy+}}', or make it an HTTP API.");
        }
    }

    public RouteMatch? Match(string method, string path)
    {
        if (BelowStage(path) is not { } rest)
        {
            return null;
        }

        var segments = Segments(rest);
        foreach (var route in _routes)
        {
            if (route.Path.Match(segments) is not { } values)
            {
                continue;
            }

            if (route.Takes(method))
            {
                return new(route, rest, values);
            }

            // A REST API finds the resource by the path alone; a method it lacks is not looked for elsewhere.
            if (_api.Kind is ApiKind.Rest && !_routes.Any(other => other.Path.Text == route.Path.Text && other.Takes(method)))
            {
                return null;
            }
        }

        return null;
    }

    private static int MoreSpecialFirst(Route left, Route right) =>
        left.Path.CompareSpecificity(right.Path) is not 0 and var byPath
            ? byPath
            : (left.Method is Route.AnyMethod).CompareTo(right.Method is Route.AnyMethod);

    // AWS drops extra slashes in front of the path, keeps them within, and does not count one at the end.
    private static string[] Segments(string path)
    {
        var trimmed = path.AsSpan().TrimStart('/');
        trimmed = trimmed.EndsWith('/') ? trimmed[..^1] : trimmed;
        return trimmed.IsEmpty ? [] : trimmed.ToString().Split('/');
    }

    private string? BelowStage(string path)
    {
        var clean = "/" + path.TrimStart('/');
        var prefix = _api.PathPrefix;
        if (!clean.StartsWith(prefix, StringComparison.Ordinal) || (clean.Length > prefix.Length && clean[prefix.Length] is not '/'))
        {
            return null;
        }

        return "/" + clean[prefix.Length..].TrimStart('/');
    }
}
