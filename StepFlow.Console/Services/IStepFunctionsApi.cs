using System.Text.Json;
using StepFlow.Aws;

namespace StepFlow.ConsoleUI.Services;

/// <summary>
/// The operations of Step Functions, called in this process: the same checks, refusals and answers as over the wire.
/// Pages change things by it; to look at things they ask <c>StateMachines</c>, <c>IExecutions</c> and the feed.
/// </summary>
public interface IStepFunctionsApi
{
    /// <param name="operation">AWS's name, such as <c>StartExecution</c>.</param>
    /// <param name="request">An object whose members are AWS's; first letters may be capitals, nulls are left out.</param>
    /// <returns>AWS's answer.</returns>
    /// <exception cref="AwsException">The refusal, with AWS's code and text: show it with <c>ErrorNotice</c>.</exception>
    Task<JsonElement> CallAsync(string operation, object request, CancellationToken cancellation = default);
}
