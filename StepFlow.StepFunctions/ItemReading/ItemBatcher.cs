using System.Runtime.CompilerServices;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>An evaluated ItemBatcher: groups items into inputs for child executions.</summary>
/// <param name="MaxItems">MaxItemsPerBatch, or null.</param>
/// <param name="MaxBytes">MaxInputBytesPerBatch, or null.</param>
/// <param name="BatchInput">What every batch gets besides its items, or null.</param>
public sealed record ItemBatcher(long? MaxItems, long? MaxBytes, JsonValue? BatchInput)
{
    /// <summary>AWS limits a child's input whatever the batcher says.</summary>
    public const int LargestInput = 262_144;

    private long Bytes => Math.Min(MaxBytes ?? LargestInput, LargestInput);

    /// <summary>The inputs of the child executions, each with the number of its items.</summary>
    public async IAsyncEnumerable<(JsonValue Input, int ItemCount)> BatchAsync(
        IAsyncEnumerable<JsonValue> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var around = Input([]).Utf8Length;
        List<JsonValue> batch = [];
        long size = around;
        await foreach (var item in items.WithCancellation(cancellation))
        {
            var added = item.Utf8Length + (batch.Count is 0 ? 0 : 1);
            if (batch.Count > 0 && (batch.Count >= MaxItems || size + added > Bytes))
            {
                yield return (Input(batch), batch.Count);
                batch = [];
                size = around;
                added = item.Utf8Length;
            }

            if (size + added > Bytes)
            {
                throw new StatesException(new(
                    StatesError.DataLimitExceeded,
                    $"An item of {item.Utf8Length} bytes does not fit into a batch of at most {Bytes} bytes."));
            }

            batch.Add(item);
            size += added;
        }

        if (batch.Count > 0)
        {
            yield return (Input(batch), batch.Count);
        }
    }

    private JsonObject Input(List<JsonValue> batch) =>
        new JsonObjectBuilder().SetIf("BatchInput", BatchInput).Set("Items", JsonArray.Of(batch)).Build();
}
