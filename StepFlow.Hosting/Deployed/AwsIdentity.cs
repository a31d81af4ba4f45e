using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using StepFlow.Hosting.Integrations;

namespace StepFlow.Hosting.Deployed;

/// <summary>Who the credentials at hand belong to, as AWS itself answers (<c>sts:GetCallerIdentity</c>).</summary>
internal sealed record AwsIdentity(string Account, string Arn)
{
    private const string Request = "Action=GetCallerIdentity&Version=2011-06-15";

    /// <summary>The credentials of a profile, or those that the AWS SDK finds; none is a <see cref="StartException"/>.</summary>
    public static async Task<AwsCredentials> CredentialsAsync(string? profile)
    {
        try
        {
            var found = profile is null
                ? DefaultAWSCredentialsIdentityResolver.GetCredentials()
                : new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var credentials)
                    ? credentials
                    : throw new StartException($"There is no AWS profile '{profile}' (StepFlow:Aws:Profile). 'aws configure list-profiles' shows those there are.");
            var keys = await found.GetCredentialsAsync();
            return new(keys.AccessKey, keys.SecretKey, string.IsNullOrEmpty(keys.Token) ? null : keys.Token);
        }
        catch (AmazonClientException e)
        {
            throw new StartException($"StepFlow:StepFunctions is Aws, but there are no AWS credentials: {e.Message}. Sign in, or name a profile with StepFlow:Aws:Profile.", e);
        }
    }

    public static async Task<AwsIdentity> OfAsync(Uri sts, AwsRequestSigner signer, string region, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var body = Encoding.UTF8.GetBytes(Request);
        using var request = new HttpRequestMessage(HttpMethod.Post, sts) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        signer.Sign(request, "sts", region, body);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.StatusCode is HttpStatusCode.OK
                ? Read(text, sts)
                : throw new StartException($"AWS does not accept the credentials at hand ({(int)response.StatusCode}): {text.Trim()}");
        }
        catch (HttpRequestException e)
        {
            throw new StartException($"AWS cannot be asked whose the credentials at hand are: {sts} does not answer: {e.Message}", e);
        }
    }

    // A proxy or another service may answer in its place, in HTML as well as in XML.
    private static AwsIdentity Read(string xml, Uri sts)
    {
        try
        {
            var answer = XDocument.Parse(xml);
            string? Of(string name) => answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
            if (Of("Account") is { } account && Of("Arn") is { } arn)
            {
                return new(account, arn);
            }
        }
        catch (XmlException)
        {
            // Said below, as of XML without an account.
        }

        throw new StartException(
            $"AWS cannot be asked whose the credentials at hand are: what answers at {sts} is not STS. Look at AWS_ENDPOINT_URL_STS and at proxies on the way.");
    }
}
