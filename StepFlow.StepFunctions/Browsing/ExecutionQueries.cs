using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Browsing;

/// <summary>Answers from the journal, and for Express executions from the histories kept in memory.</summary>
internal sealed class ExecutionQueries(IExecutions executions, IExecutionJournal journal, ExpressHistories express) : IExecutionQueries
{
    private const int TurnsAtOnce = 64;

    public async ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionFilter filter, CancellationToken cancellation)
    {
        var standard = await journal.ListAllAsync(filter, cancellation);
        var recent = express.List(filter.Selects, filter.Limit);
        return recent.Count is 0 ? standard : [.. standard.Concat(recent).OrderByDescending(r => r.Sequence).Take(filter.Limit)];
    }

    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(CancellationToken cancellation) => journal.CountAsync(cancellation);

    public long ExpressLeftOut => express.LeftOut;

    public async ValueTask<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellation) =>
        express.Find(executionArn)?.Row ?? await executions.DescribeAsync(executionArn, cancellation);

    public async ValueTask<JournalStretch?> ReadAsync(string executionArn, int fromTurn, int events, CancellationToken cancellation)
    {
        if (express.Find(executionArn) is { } history)
        {
            return history.Read(fromTurn, events);
        }

        List<ExecutionEvent> read = [];
        for (var turn = fromTurn; ;)
        {
            if (await journal.ReadTurnsAsync(executionArn, turn, TurnsAtOnce, cancellation) is not { } stretch)
            {
                return null;
            }

            foreach (var next in stretch.Turns)
            {
                read.AddRange(next);
                turn++;
                if (read.Count >= events)
                {
                    break;
                }
            }

            if (read.Count >= events || turn >= stretch.Total)
            {
                return new(read, turn, HasMore: turn < stretch.Total);
            }
        }
    }
}
