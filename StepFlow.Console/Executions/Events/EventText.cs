using StepFlow.ConsoleUI.Services;
using StepFlow.ConsoleUI.Shared;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Events;

/// <summary>What an event comes to, in a few words.</summary>
public static class EventText
{
    /// <summary>The members of details that hold data, which is shown apart.</summary>
    public static readonly (string Name, string Label)[] Payloads =
        [("input", "Input"), ("parameters", "Parameters"), ("output", "Output"), ("assignedVariables", "Variables assigned")];

    public static string Of(EventRow row) => row.Event switch
    {
        TimeSkipped e => $"Time skipped by {Moments.Duration(e.By)}",
        TimerStarted e => $"until {Moments.Duration(e.DueAt - e.At)} later",
        RetryScheduled e => $"next attempt in {Moments.Duration(e.DueAt - e.At)}",
        WorkScheduled e => e.Resource,
        WorkStarted { WorkerName: { } worker } => $"by {worker}",
        MapStarted e => e.Length is 0 ? "" : Words.Count(e.Length, "item"),
        MapRunStarted e => ArnNames.Last(e.MapRunArn),
        ExecutionRedriven e => $"redrive {e.RedriveCount}",
        StateExited { Next: { } next } => $"→ {next}",
        _ when row.Error is { } error => error.Cause is { Length: > 0 } cause ? $"{error.Name}: {OneLine(cause)}" : error.Name ?? "",
        _ => "",
    };

    private static string OneLine(string text) => (text.Length > 200 ? text[..200] : text).ReplaceLineEndings(" ");
}
