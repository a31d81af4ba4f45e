namespace StepFlow.Aws;

/// <summary>
/// Who calls and for which region, as the credential scope of a SigV4 <c>Authorization</c> header says:
/// <c>AWS4-HMAC-SHA256 Credential={access key}/{date}/{region}/{service}/aws4_request, …</c>. The signature is not checked.
/// </summary>
public readonly record struct CredentialScope(string AccessKey, string Region)
{
    private const string Marker = "Credential=";

    public static bool TryParse(string? authorization, out CredentialScope scope)
    {
        scope = default;
        if (authorization is null || authorization.IndexOf(Marker, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return false;
        }

        var credential = authorization.AsSpan(at + Marker.Length);
        var end = credential.IndexOfAny(',', ' ');
        Span<Range> parts = stackalloc Range[6];
        if (credential[..(end < 0 ? credential.Length : end)].Split(parts, '/') < 5)
        {
            return false;
        }

        scope = new(credential[parts[0]].ToString(), credential[parts[2]].ToString());
        return scope.Region.Length > 0;
    }

    /// <summary>Twelve digits in the place of the access key choose an account, as other local services have it.</summary>
    public string? Account => AccessKey.Length is 12 && !AccessKey.AsSpan().ContainsAnyExceptInRange('0', '9') ? AccessKey : null;
}
