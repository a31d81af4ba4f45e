using System.Runtime.ExceptionServices;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>
/// Outputs of children in the order of their items. Once they are larger than a state's output may be, the run can only fail,
/// so nothing more is kept: memory stays bounded whatever the number of items.
/// </summary>
internal sealed class ChildResults
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, string> _outputs = [];
    private long _size;
    private Exception? _broken;

    public void Add(int index, string output)
    {
        lock (_gate)
        {
            _size += output.Length;
            if (_size > StateRun.LargestData)
            {
                _outputs.Clear();
                return;
            }

            _outputs[index] = output;
        }
    }

    public void Break(Exception exception)
    {
        lock (_gate)
        {
            _broken ??= exception;
        }
    }

    public void ThrowIfBroken()
    {
        if (_broken is not null and not OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(_broken);
        }
    }

    public JsonArray InOrder() => _size > StateRun.LargestData
        ? throw new StatesException(new(
            StatesError.DataLimitExceeded,
            "The Map Run's results are larger than the maximum number of bytes service limit; use ResultWriter to export them."))
        : JsonArray.Of(_outputs.Values.Select(JsonValue.Parse));
}
