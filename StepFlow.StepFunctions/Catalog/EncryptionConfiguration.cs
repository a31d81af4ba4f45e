using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>The encryption a user asked for: kept and answered, never carried out.</summary>
/// <param name="Type">AWS_OWNED_KEY or CUSTOMER_MANAGED_KMS_KEY.</param>
public sealed record EncryptionConfiguration(string Type, string? KmsKeyId = null, int? KmsDataKeyReusePeriodSeconds = null)
{
    public const string AwsOwnedKey = "AWS_OWNED_KEY";
    public const string CustomerManagedKey = "CUSTOMER_MANAGED_KMS_KEY";

    public JsonObject ToJson() => new JsonObjectBuilder()
        .Set("type", Type)
        .SetIf("kmsKeyId", KmsKeyId is null ? null : (JsonValue)KmsKeyId)
        .SetIf("kmsDataKeyReusePeriodSeconds", KmsDataKeyReusePeriodSeconds is { } seconds ? (JsonValue)seconds : null)
        .Build();

    public static EncryptionConfiguration FromJson(JsonObject json) => new(
        json.Text("type"),
        json.TextOrNull("kmsKeyId"),
        json["kmsDataKeyReusePeriodSeconds"] is JsonNumber seconds ? (int)seconds.Value : null);
}
