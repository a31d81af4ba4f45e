using System.Text.RegularExpressions;
using StepFlow.Gateway;

namespace StepFlow.Hosting.Embedded;

/// <summary>Addresses that APIs have on AWS, in texts of functions, as those that they have here: <c>https://{id}.execute-api.{region}.amazonaws.com</c>.</summary>
internal static partial class ApiUrls
{
    /// <summary>An API that is not served here keeps its address.</summary>
    public static string Local(string text, IReadOnlyList<KeyValuePair<string, Uri>> gateways) => OnAws().Replace(text, url =>
    {
        var id = url.Groups["id"].Value;
        var (_, address) = gateways.FirstOrDefault(gateway => new GatewayApi(gateway.Key, ApiKind.Rest, []).ApiId == id);
        return address is null ? url.Value
            : url.Groups["scheme"].Success ? address.GetLeftPart(UriPartial.Authority)
            : address.Authority;
    });

    [GeneratedRegex(@"(?<scheme>https://)?\b(?<id>[a-z0-9]{10})\.execute-api\.[a-z0-9-]+\.amazonaws\.com", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OnAws();
}
