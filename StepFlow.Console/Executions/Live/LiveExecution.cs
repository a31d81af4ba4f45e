using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Executions.Sharing;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Live;

/// <summary>An execution of this service as a page sees it: described, and folded as far as its journal was read.</summary>
internal sealed class LiveExecution
{
    private const int EventsAtOnce = 5_000;
    private readonly IExecutionQueries _queries;
    private int _nextTurn;

    private LiveExecution(IExecutionQueries queries, ExecutionDescription description)
    {
        _queries = queries;
        Description = description;
    }

    public ExecutionDescription Description { get; private set; }

    public ExecutionView View { get; } = new();

    /// <summary>False where later events were let go: an Express execution too large to be kept.</summary>
    public bool IsComplete { get; private set; } = true;

    public bool IsExpress => Description.ExecutionArn.Contains(":express:", StringComparison.Ordinal);

    /// <summary>Null: there is no such execution, or none any more.</summary>
    public static async Task<LiveExecution?> OpenAsync(IExecutionQueries queries, string executionArn, CancellationToken cancellation)
    {
        if (await queries.FindAsync(executionArn, cancellation) is not { } description)
        {
            return null;
        }

        var execution = new LiveExecution(queries, description);
        execution.Add(await execution.ReadNewAsync(cancellation));
        return execution;
    }

    /// <summary>Reads what has happened since. Nothing changes before it is added, so it may be called beside the drawing of a page.</summary>
    public async Task<LaterTurns> ReadNewAsync(CancellationToken cancellation)
    {
        // The row first: a page that says "succeeded" must have the events of it.
        var description = await _queries.FindAsync(Description.ExecutionArn, cancellation);
        List<ExecutionEvent> events = [];
        var turn = _nextTurn;
        var isComplete = true;
        while (await _queries.ReadAsync(Description.ExecutionArn, turn, EventsAtOnce, cancellation) is { } stretch)
        {
            events.AddRange(stretch.Events);
            turn = stretch.NextTurn;
            isComplete = stretch.IsComplete;
            if (!stretch.HasMore)
            {
                break;
            }
        }

        return new(description, events, turn, isComplete);
    }

    public void Add(LaterTurns news)
    {
        Description = news.Description ?? Description;
        View.Add(news.Events);
        _nextTurn = news.NextTurn;
        IsComplete = news.IsComplete;
    }

    /// <summary>As a file holds it.</summary>
    public SharedExecution Share(string machineName, string? definition) => new(Description, machineName, IsExpress, definition, View.Events, IsComplete);
}

/// <param name="Description">Null where the execution is kept no more.</param>
internal sealed record LaterTurns(ExecutionDescription? Description, IReadOnlyList<ExecutionEvent> Events, int NextTurn, bool IsComplete);
