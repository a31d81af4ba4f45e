using System.Text;
using StepFlow.Gateway;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>A REST API's MOCK integration that always answers the same, as those do that people write for preflight requests.</summary>
internal static class MockIntegration
{
    private const string HeaderParameter = "method.response.header.";

    /// <param name="responses">Its integration responses.</param>
    /// <returns>Null where one is chosen or composed by an expression.</returns>
    public static GatewayResponse? Read(IReadOnlyList<ResourceProperties> responses)
    {
        if (responses is not [var response] || response.Text("StatusCode", "statusCode") is not { } status || !int.TryParse(status, out var code))
        {
            return null;
        }

        var parameters = response.Section("ResponseParameters", "responseParameters");
        List<Header> headers = [];
        foreach (var parameter in parameters.Members)
        {
            if (!parameter.Name.StartsWith(HeaderParameter, StringComparison.Ordinal) || parameters.Text(parameter.Name) is not ['\'', .. var literal, '\''])
            {
                return null;
            }

            headers.Add(new(parameter.Name[HeaderParameter.Length..], literal));
        }

        var templates = response.Section("ResponseTemplates", "responseTemplates");
        var body = templates.Members.Select(template => templates.Text(template.Name)).FirstOrDefault() ?? "";
        if (!headers.Any(header => header.Is("Content-Type")))
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        return IsLiteral(body) ? new(code, [.. headers], Encoding.UTF8.GetBytes(body)) : null;
    }

    // The template language's references begin with a dollar sign, its directives with a hash.
    private static bool IsLiteral(string template) => !template.Contains('$', StringComparison.Ordinal) && !template.Contains('#', StringComparison.Ordinal);
}
