using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>encryptionConfiguration</c> on the wire.</summary>
internal sealed record EncryptionShape(string? KmsKeyId, int? KmsDataKeyReusePeriodSeconds, string? Type)
{
    private static readonly EnumValues Types = new(EncryptionConfiguration.AwsOwnedKey, EncryptionConfiguration.CustomerManagedKey);

    internal static Constraints<EncryptionShape> Constraints { get; } = new Constraints<EncryptionShape>()
        .Text("kmsKeyId", r => r.KmsKeyId, 1, 2048)
        .Integer("kmsDataKeyReusePeriodSeconds", r => r.KmsDataKeyReusePeriodSeconds, 60, 900)
        .OneOf("type", r => r.Type, Types, required: true);

    public static EncryptionShape? Of(EncryptionConfiguration? encryption) =>
        encryption is null ? null : new(encryption.KmsKeyId, encryption.KmsDataKeyReusePeriodSeconds, encryption.Type);

    public EncryptionConfiguration Read()
    {
        if (Type is EncryptionConfiguration.CustomerManagedKey && KmsKeyId is null)
        {
            throw Refusals.InvalidEncryptionConfiguration("kmsKeyId must be specified when type is CUSTOMER_MANAGED_KMS_KEY.");
        }

        if (Type is EncryptionConfiguration.AwsOwnedKey && (KmsKeyId is not null || KmsDataKeyReusePeriodSeconds is not null))
        {
            throw Refusals.InvalidEncryptionConfiguration("kmsKeyId and kmsDataKeyReusePeriodSeconds must not be specified when type is AWS_OWNED_KEY.");
        }

        return new(Type!, KmsKeyId, KmsDataKeyReusePeriodSeconds ?? (KmsKeyId is null ? null : 300));
    }
}
