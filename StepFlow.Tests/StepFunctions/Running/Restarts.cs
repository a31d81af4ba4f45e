using System.Text;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>Runs the story of an execution again with crashes in it: all that is left of it each time is the stored journal.</summary>
internal static class Restarts
{
    /// <summary>Cuts before each arrival, one at a time, and then before all of them; the journal must always be the same.</summary>
    public static void ChangeNothing(string definition, EngineHarness uninterrupted)
    {
        var expected = Describe(uninterrupted.Journal);
        for (var cut = 1; cut < uninterrupted.Story.Count; cut++)
        {
            var at = cut;
            Assert.Equal(expected, Describe(Run(definition, uninterrupted.Story, i => i == at)));
        }

        Assert.Equal(expected, Describe(Run(definition, uninterrupted.Story, i => i > 0)));
    }

    public static string Describe(IReadOnlyList<ExecutionEvent> journal) => Encoding.UTF8.GetString(JournalFormat.Encode(journal)).Replace("},{", "},\n{", StringComparison.Ordinal);

    // What a restart dispatches again and waits for.
    private static List<string> Describe(Execution execution) =>
    [
        $"{execution.Status} due {execution.NextDue():O} frame {execution.NextFrame} work {execution.NextWork} event {execution.LastEventId}",
        .. execution.Frames.OrderBy(f => f.Id).Select(f => $"{f.Id} {f.Phase} {f.State} after {f.LastEventId} owed {Describe(f.Pending)}"),
    ];

    private static string Describe(Work? work) => work switch
    {
        Work.Call c => $"call {c.Scheduled.Work} started {c.Started} submitted {c.Submitted} due {c.DueAt:O}",
        _ => $"{work}",
    };

    private static List<ExecutionEvent> Run(
        string definition, List<(DateTimeOffset At, Func<Execution, Arrival> Arrival)> story, Func<int, bool> restartBefore)
    {
        var engine = new EngineHarness(definition);
        foreach (var (i, (at, arrival)) in story.Index())
        {
            engine.SetTime(at);
            if (restartBefore(i))
            {
                var stored = JournalFormat.Decode(JournalFormat.Version, JournalFormat.Encode(engine.Journal));
                engine.Journal.Clear();
                engine.Journal.AddRange(stored);
                var before = Describe(engine.Execution);
                engine.Restart();
                Assert.Equal(before, Describe(engine.Execution));
            }

            engine.Take(arrival);
        }

        return engine.Journal;
    }
}
