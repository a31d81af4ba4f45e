using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>Looks at running executions between their turns, and posts skips to them.</summary>
internal sealed class ExecutionTime(ExecutionService executions, IMapRunDirectory mapRuns, ChangeSignal signal, TimeProvider time) : IExecutionTime
{
    private const int KeptSkips = 100;
    private readonly Lock _gate = new();
    private readonly LinkedList<PastSkip> _recent = [];

    public IReadOnlyList<PastSkip> Recent
    {
        get
        {
            lock (_gate)
            {
                return [.. _recent];
            }
        }
    }

    public async ValueTask<IReadOnlyList<Waiting>> ListAsync(CancellationToken cancellation) =>
    [
        .. (await FamiliesAsync(cancellation))
            .SelectMany(f => f.Members.SelectMany(m => m.Waits).Select(w => w with { IsNext = ReferenceEquals(w, f.Next), IsAtWork = f.IsAtWork }))
            .OrderBy(w => w.DueAt ?? DateTimeOffset.MaxValue)
            .ThenBy(w => w.ExecutionArn, StringComparer.Ordinal)
            .ThenBy(w => w.Frame),
    ];

    public async ValueTask<SkipOutcome> SkipAsync(string executionArn, bool overCalls, CancellationToken cancellation) =>
        await FamilyOfAsync(executionArn, cancellation) switch
        {
            null => new([], WhyNot.NotRunning(executionArn)),
            { IsAtWork: true } family when !overCalls => new([], WhyNot.AtWork(family)),
            { Next: null } family => new([], WhyNot.NothingDue(family)),
            var family => await MoveOnceAsync(family, family.Left!.Value, overCalls, cancellation),
        };

    public async ValueTask<SkipOutcome> SkipAllAsync(CancellationToken cancellation)
    {
        var all = await FamiliesAsync(cancellation);
        var waiting = all.Where(f => !f.IsAtWork).ToList();
        if (waiting.Where(f => f.Next is not null).MinBy(f => f.Left) is not { } first)
        {
            return new([], waiting.Count < all.Count ? WhyNot.AllAtWork : WhyNot.NothingDueAnywhere);
        }

        var together = new Family([.. first.Members, .. waiting.Where(f => f != first).SelectMany(f => f.Members)], []);
        return await MoveOnceAsync(together, first.Left!.Value, overCalls: false, cancellation);
    }

    public async Task<SkipOutcome> SkipAllAsync(TimeSpan by, CancellationToken cancellation)
    {
        var targets = new SkipTargets(by);
        List<ClockMove> moves = [];
        try
        {
            return await MoveOnAsync(
                families =>
                {
                    targets.Take(families);
                    var behind = families.Where(f => targets.LeftFor(f) > TimeSpan.Zero).ToList();
                    return behind.Count is 0
                        ? new Plan.Done()
                        : new Plan.Go([.. behind.Where(f => !f.IsAtWork).Select(f => (f, Least(f.Left, targets.LeftFor(f))))]);
                },
                moves,
                remembersEach: false,
                cancellation);
        }
        finally
        {
            // One skip was asked for, however many timers were on the way.
            if (moves.Count > 0)
            {
                Remember(new(time.GetUtcNow(), by, moves[0].ExecutionArn, Reached: null, moves.Select(m => m.ExecutionArn).Distinct(StringComparer.Ordinal).Count()));
            }
        }
    }

    public async Task<SkipOutcome> SkipWaitsAsync(string executionArn, CancellationToken cancellation)
    {
        if (executions.FindRunner(executionArn) is null)
        {
            return new([], WhyNot.NotRunning(executionArn));
        }

        return await MoveOnAsync(
            families => families.FirstOrDefault(f => f.Members.Any(m => m.ExecutionArn == executionArn)) switch
            {
                null => new Plan.Done(),
                { IsAtWork: true } => new Plan.Go([]),
                { Next: null } family => new Plan.Done(WhyNot.NothingDue(family)),
                { IsOpen: true, Next.For: not (WaitingFor.Wait or WaitingFor.Retry) } family => new Plan.Done(WhyNot.OnlySomebodyElse(family)),
                var family => new Plan.Go([(family, family.Left!.Value)]),
            },
            moves: [],
            remembersEach: true,
            cancellation);
    }

    // Plans, moves, and plans again; where there is nothing to move it waits until something has changed.
    private async Task<SkipOutcome> MoveOnAsync(
        Func<IReadOnlyList<Family>, Plan> plan, List<ClockMove> moves, bool remembersEach, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signal.Next;
            switch (plan(await FamiliesAsync(cancellation)))
            {
                case Plan.Done done:
                    return new(moves, done.WhyNot);
                case Plan.Go { Moves: { Count: > 0 } planned }:
                    foreach (var (family, by) in planned)
                    {
                        var moved = await MoveAsync(family, by, overCalls: false, cancellation);
                        moves.AddRange(moved);
                        if (remembersEach)
                        {
                            Remember(family, by, moved);
                        }
                    }

                    break;
                default:
                    await changed.WaitAsync(cancellation);
                    break;
            }
        }
    }

    private async ValueTask<SkipOutcome> MoveOnceAsync(Family family, TimeSpan by, bool overCalls, CancellationToken cancellation)
    {
        var moves = await MoveAsync(family, by, overCalls, cancellation);
        Remember(family, by, moves);
        return new(moves);
    }

    private async ValueTask<List<ClockMove>> MoveAsync(Family family, TimeSpan by, bool overCalls, CancellationToken cancellation)
    {
        var moved = await Task.WhenAll(family.Members.Select(async member =>
        {
            var to = member.Now + by;
            var skipped = executions.FindRunner(member.ExecutionArn) is { } runner ? await runner.SkipAsync(to, overCalls, cancellation) : TimeSpan.Zero;
            return skipped > TimeSpan.Zero ? new ClockMove(member.ExecutionArn, to - skipped, to) : null;
        }));
        return [.. moved.OfType<ClockMove>()];
    }

    private void Remember(Family family, TimeSpan by, List<ClockMove> moves)
    {
        if (moves.Count > 0)
        {
            Remember(new(time.GetUtcNow(), by, family.Next?.ExecutionArn ?? family.Members[0].ExecutionArn, family.Left == by ? family.Next : null, moves.Count));
        }
    }

    private void Remember(PastSkip skip)
    {
        lock (_gate)
        {
            _recent.AddFirst(skip);
            if (_recent.Count > KeptSkips)
            {
                _recent.RemoveLast();
            }
        }
    }

    private async ValueTask<Family?> FamilyOfAsync(string executionArn, CancellationToken cancellation) =>
        (await FamiliesAsync(cancellation)).FirstOrDefault(f => f.Members.Any(m => m.ExecutionArn == executionArn));

    // A Map Run counts as waiting only where it waited all the while that its children were looked at.
    private async ValueTask<IReadOnlyList<Family>> FamiliesAsync(CancellationToken cancellation)
    {
        var before = mapRuns.Waits();
        var moments = await MomentsAsync(cancellation);
        return Family.Of(moments, [.. mapRuns.Waits().Intersect(before)]);
    }

    private async ValueTask<IReadOnlyList<ExecutionMoment>> MomentsAsync(CancellationToken cancellation)
    {
        var moments = await Task.WhenAll(executions.Running.Select(
            runner => runner.LookAsync(execution => ExecutionMoment.Of(execution, runner.Context.Now), cancellation)));
        return [.. moments.OfType<ExecutionMoment>()];
    }

    private static TimeSpan Least(TimeSpan? a, TimeSpan b) => a < b ? a.Value : b;

    private abstract record Plan
    {
        /// <summary>None: what is at work is waited for.</summary>
        public sealed record Go(IReadOnlyList<(Family Family, TimeSpan By)> Moves) : Plan;

        public sealed record Done(string? WhyNot = null) : Plan;
    }
}
