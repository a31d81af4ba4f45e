using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Emulator;

/// <summary>The commands that the dashboard shows on an emulator and its state machines.</summary>
internal static class EmulatorCommands
{
    private const string InputArgument = "input";

    // Without it the host refuses: it keeps web pages from doing this.
    private const string Header = "X-StepFlow";

    public static void AddTo(IResourceBuilder<StepFunctionsEmulatorResource> emulator) => emulator
        .WithHttpCommand("/stepflow/pause", "Pause", StepFunctionsEmulatorResource.StepFunctionsEndpointName, "pause", new()
        {
            Description = "Executions stand still before their next Task: nothing is called until you resume.",
            IconName = "Pause",
            PrepareRequest = AddHeader,
        })
        .WithHttpCommand("/stepflow/resume", "Resume", StepFunctionsEmulatorResource.StepFunctionsEndpointName, "resume", new()
        {
            Description = "Paused executions go on.",
            IconName = "Play",
            PrepareRequest = AddHeader,
        })
        .WithHttpCommand("/stepflow/reset", "Reset", StepFunctionsEmulatorResource.StepFunctionsEndpointName, "reset", new()
        {
            Description = "Start from nothing: deletes all executions and creates the state machines anew.",
            ConfirmationMessage = "Delete all executions and their histories?",
            IconName = "ArrowReset",
            PrepareRequest = AddHeader,
        });

    public static void AddTo(IResourceBuilder<StateMachineResource> machine) => machine.WithCommand(
        "start-execution",
        "Start execution",
        context => StartExecutionAsync(machine.Resource, context),
        new()
        {
            Description = "Starts an execution of this state machine.",
            IconName = "PlayCircle",
            IsHighlighted = true,
            Arguments = [new() { Name = InputArgument, Label = "Input (JSON)", InputType = InputType.Text, Value = "{}", Required = true }],
            UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        });

    private static Task AddHeader(HttpCommandRequestContext context)
    {
        context.Request.Headers.Add(Header, "dashboard");
        return Task.CompletedTask;
    }

    private static async Task<ExecuteCommandResult> StartExecutionAsync(StateMachineResource machine, ExecuteCommandContext context)
    {
        var input = context.Arguments.TryGetByName(InputArgument, out var argument) && argument.Value is { Length: > 0 } given ? given : "{}";
        var endpoint = await machine.Parent.StepFunctionsEndpoint.GetValueAsync(context.CancellationToken);
        using var http = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(
                new JsonObject { ["stateMachineArn"] = machine.Arn, ["input"] = input }.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.StartExecution");
        try
        {
            using var response = await http.SendAsync(request, context.CancellationToken);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(context.CancellationToken));
            return response.IsSuccessStatusCode
                ? CommandResults.Success($"Started {answer?["executionArn"]}")
                : CommandResults.Failure($"{answer?["__type"]?.ToString().Split('#')[^1]}: {answer?["message"] ?? answer?["Message"]}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return CommandResults.Failure($"The emulator '{machine.Parent.Name}' did not answer: {e.Message}");
        }
    }
}
