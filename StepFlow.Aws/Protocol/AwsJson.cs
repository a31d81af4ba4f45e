using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StepFlow.Aws.Protocol;

/// <summary>What every AWS JSON service of ours writes alike.</summary>
public static class AwsJson
{
    public const string ContentType = "application/x-amz-json-1.0";

    // The default encoder would turn ' and < of user data into \u escapes.
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Options for a source-generated context: AWS's member names, no nulls, dates as seconds.</summary>
    public static JsonSerializerOptions Options(JsonSerializerOptions generated)
    {
        var options = new JsonSerializerOptions(generated)
        {
            Encoder = Encoder,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        };
        options.Converters.Add(new EpochSecondsConverter());
        return options;
    }
}
