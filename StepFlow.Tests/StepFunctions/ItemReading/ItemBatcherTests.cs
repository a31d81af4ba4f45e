using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using Xunit;

namespace StepFlow.Tests.StepFunctions.ItemReading;

public sealed class ItemBatcherTests
{
    [Fact]
    public async Task Batches_by_count_carry_the_batch_input() => Assert.Equal(
        ["""{"BatchInput":{"t":1},"Items":[1,2]}""", """{"BatchInput":{"t":1},"Items":[3]}"""],
        await BatchAsync(new(2, null, JsonObject.Of(("t", 1))), 1, 2, 3));

    [Fact]
    public async Task Batches_by_size_count_the_whole_input() => Assert.Equal(
        ["""{"Items":["aaaa","bbbb"]}""", """{"Items":["cccc"]}"""],
        await BatchAsync(new(null, 27, null), "aaaa", "bbbb", "cccc"));

    [Fact]
    public async Task An_item_too_large_for_any_batch_fails()
    {
        var error = await Assert.ThrowsAsync<StatesException>(() => BatchAsync(new(null, 20, null), new string('a', 20)));

        Assert.Equal("States.DataLimitExceeded", error.Error.Name);
    }

    private static async Task<List<string>> BatchAsync(ItemBatcher batcher, params JsonValue[] items)
    {
        List<string> inputs = [];
        await foreach (var (input, _) in batcher.BatchAsync(items.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            inputs.Add(input.ToString());
        }

        return inputs;
    }
}
