using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Definitions;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// Brings the state machines of a Step Functions endpoint to what the definition files say: new ones are created, changed ones
/// updated. Executions that run keep the definition they were started with.
/// </summary>
internal sealed class StateMachineDeployment(StepFunctionsClient client, Arns arns, string account, ILogger logger)
{
    private string RoleArn => $"arn:aws:iam::{account}:role/stepflow";

    public async Task DeployAsync(DefinitionFile file, CancellationToken cancellation)
    {
        await CheckAsync(file, cancellation);
        var arn = arns.Of(file.StateMachine);
        var existing = await client.CallAsync("DescribeStateMachine", new JsonObjectBuilder().Set("stateMachineArn", arn).Build(), cancellation);
        if (existing.Error is not null)
        {
            await CreateAsync(file, cancellation);
        }
        else if (StepFunctionsClient.Text(existing.Body, "type") != TypeOf(file))
        {
            // AWS cannot change a type either; the machine of the other type has to go first.
            await RequireAsync(file, await client.CallAsync("DeleteStateMachine", new JsonObjectBuilder().Set("stateMachineArn", arn).Build(), cancellation));
            await CreateAsync(file, cancellation);
        }
        else if (StepFunctionsClient.Text(existing.Body, "definition") != file.Definition)
        {
            var update = new JsonObjectBuilder().Set("stateMachineArn", arn).Set("definition", file.Definition).Build();
            await RequireAsync(file, await client.CallAsync("UpdateStateMachine", update, cancellation));
            logger.StateMachineUpdated(file.StateMachine.Name);
        }
    }

    private static string TypeOf(DefinitionFile file) => file.StateMachine.Type is StateMachineType.Express ? "EXPRESS" : "STANDARD";

    private static Task RequireAsync(DefinitionFile file, StepFunctionsAnswer answer) => answer.Error is null
        ? Task.CompletedTask
        : throw new DefinitionFileException(file.File, [file.ProblemAt(PointerIn(answer.Message), $"{answer.Error}: {answer.Message}")]);

    // "… at /States/Work" is how AWS ends its diagnostics.
    private static string? PointerIn(string message) =>
        message.LastIndexOf(" at /", StringComparison.Ordinal) is >= 0 and var at ? message[(at + 4)..].TrimEnd('\'', '.', ' ') : null;

    private async Task CreateAsync(DefinitionFile file, CancellationToken cancellation)
    {
        var request = new JsonObjectBuilder()
            .Set("name", file.StateMachine.Name)
            .Set("definition", file.Definition)
            .Set("roleArn", RoleArn)
            .Set("type", TypeOf(file))
            .Build();
        await RequireAsync(file, await client.CallAsync("CreateStateMachine", request, cancellation));
        logger.StateMachineCreated(file.StateMachine.Name);
    }

    private async Task CheckAsync(DefinitionFile file, CancellationToken cancellation)
    {
        var request = new JsonObjectBuilder().Set("definition", file.Definition).Set("type", TypeOf(file)).Build();
        var answer = await client.CallAsync("ValidateStateMachineDefinition", request, cancellation);
        if (answer.Body["diagnostics"] is not JsonArray diagnostics)
        {
            return;
        }

        List<DefinitionProblem> errors = [];
        foreach (var diagnostic in diagnostics.OfType<JsonObject>())
        {
            var problem = file.ProblemAt(
                StepFunctionsClient.Text(diagnostic, "location"), $"{StepFunctionsClient.Text(diagnostic, "code")}: {StepFunctionsClient.Text(diagnostic, "message")}");
            if (StepFunctionsClient.Text(diagnostic, "severity") is "ERROR")
            {
                errors.Add(problem);
            }
            else
            {
                logger.DefinitionDoubtful(file.StateMachine.Name, problem.ToString(file.File));
            }
        }

        if (errors.Count > 0)
        {
            throw new DefinitionFileException(file.File, errors);
        }
    }
}
