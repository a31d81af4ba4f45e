using System.Text.Json;

namespace StepFlow.Lambda.Invoking;

/// <summary>What Lambda asks of an event before any function sees it.</summary>
internal static class PayloadCheck
{
    public const int LargestSynchronous = 6291456;
    public const int LargestAsynchronous = 1048576;

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    public static int Limit(InvocationType type) => type is InvocationType.Event ? LargestAsynchronous : LargestSynchronous;

    public static ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> payload, InvocationType type)
    {
        if (payload.IsEmpty)
        {
            return Nothing;
        }

        if (payload.Length > Limit(type))
        {
            throw LambdaRefusals.TooLarge(Limit(type));
        }

        try
        {
            var reader = new Utf8JsonReader(payload.Span, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
                // Reading is the check.
            }
        }
        catch (JsonException e)
        {
            throw LambdaRefusals.NotJson(e.Message);
        }

        return payload;
    }
}
