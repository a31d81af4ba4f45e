using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary>What the user decides about outgoing calls. Every default works on one machine.</summary>
public sealed class IntegrationOptions
{
    /// <summary>Endpoints by service, as the flags name it: <c>lambda</c>, <c>sqs</c>, <c>events</c>, <c>s3</c>, <c>apigateway</c> …</summary>
    public Dictionary<string, Uri> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Models in botocore's <c>service-2.json</c> form.</summary>
    public List<string> ServiceModelFiles { get; } = [];

    /// <summary>Credentials of EventBridge connections for HTTP Tasks, by connection name.</summary>
    public string? HttpConnectionsFile { get; set; }

    /// <summary>Folder of buckets that stands for S3 where no S3 endpoint is configured.</summary>
    public string BucketsFolder { get; set; } = Path.Combine(".stepflow", "s3");

    public string Region { get; set; } = "us-east-1";

    /// <summary>Environment variables (<c>AWS_ENDPOINT_URL_…</c>, credentials).</summary>
    public Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>Address of this process once it listens.</summary>
    public Func<Uri?> Own { get; set; } = () => null;

    internal ServiceModels ReadModels() => new(ServiceModelFiles.Select(ReadModel));

    internal IReadOnlyDictionary<string, HttpConnection> ReadConnections() => HttpConnectionsFile is null
        ? new Dictionary<string, HttpConnection>()
        : HttpConnection.Read(JsonValue.Parse(File.ReadAllText(HttpConnectionsFile)));

    private static ServiceModel ReadModel(string file)
    {
        try
        {
            return BotocoreModel.Read(JsonValue.Parse(File.ReadAllText(file)));
        }
        catch (Exception e) when (e is FormatException or JsonSyntaxException)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }
    }
}
