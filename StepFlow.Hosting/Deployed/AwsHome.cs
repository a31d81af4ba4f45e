using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Deployed;

/// <summary>
/// State machines that are deployed in an AWS account. Nothing is created or changed there, but every execution that is started costs
/// money and does what the deployed functions do: so the account is shown first, and has to be agreed to by name.
/// </summary>
internal static class AwsHome
{
    /// <summary>The ARNs to start, once the user has agreed to the account and all state machines are found there.</summary>
    public static async Task<Arns> AgreeAsync(
        AppModel model, HostSettings settings, ConsoleOutput output, TimeProvider time, AwsSurroundings aws, CancellationToken cancellation)
    {
        var credentials = await aws.Credentials(settings.AwsProfile);
        var signer = new AwsRequestSigner(credentials, time);
        var identity = await AwsIdentity.OfAsync(aws.Endpoint("STS") ?? new($"https://sts.{settings.Region}.amazonaws.com"), signer, settings.Region, cancellation);
        output.WriteBlock($"AWS account {identity.Account}, region {settings.Region}, as {identity.Arn}");
        if (settings.AgreedAwsAccount != identity.Account)
        {
            throw new StartException(
                $"StepFlow:StepFunctions is Aws: executions would be started in account {identity.Account}, region {settings.Region}, and cost money there. "
                + (settings.AgreedAwsAccount is { } other ? $"StepFlow:Aws:Account agrees to {other}, which is another account. " : "")
                + $"Nothing has been started. To agree, set StepFlow:Aws:Account={identity.Account}.");
        }

        var arns = new Arns(settings.Region, identity.Account, settings.DeployedArn);
        using var client = new StepFunctionsClient(aws.Endpoint("SFN") ?? new($"https://states.{settings.Region}.amazonaws.com"), signer, settings.Region);
        List<string> missing = [];
        foreach (var machine in model.StateMachines)
        {
            var answer = await client.CallAsync("DescribeStateMachine", new JsonObjectBuilder().Set("stateMachineArn", arns.Of(machine)).Build(), cancellation);
            if (answer.Error is not null)
            {
                missing.Add($"{machine.Name}: {answer.Error}: {answer.Message}");
            }
        }

        return missing.Count is 0 ? arns : throw new StartException(
            $"Not all state machines can be had in account {identity.Account}, region {settings.Region}. Deploy them first (dotnet run -- publish), or name the ARN of one that "
            + $"is called otherwise with StepFlow:Aws:StateMachines:NAME.{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", missing)}");
    }
}
