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
        var region = new AwsRegion(settings.GivenRegion ?? AwsRegion.Chosen(settings.AwsProfile, aws.Variable) ?? HostSettings.DefaultRegion);
        var identity = await AwsIdentity.OfAsync(aws.EndpointOf("STS", "sts", region), signer, region.Name, cancellation);
        output.WriteBlock($"AWS account {identity.Account}, region {region.Name}, as {identity.Arn}");
        if (settings.AgreedAwsAccount != identity.Account)
        {
            throw new StartException(
                $"StepFlow:StepFunctions is Aws: executions would be started in account {identity.Account}, region {region.Name}, and cost money there. "
                + (settings.AgreedAwsAccount is { } other ? $"StepFlow:Aws:Account agrees to {other}, which is another account. " : "")
                + $"Nothing has been started. To agree, set StepFlow:Aws:Account={identity.Account}.");
        }

        var arns = new Arns(region.Name, identity.Account, settings.DeployedArn, region.Partition);
        var endpoint = aws.EndpointOf("SFN", "states", region);
        using var client = new StepFunctionsClient(endpoint, signer, region.Name);
        List<string> missing = [];
        await StepFunctionsClient.ReachAsync($"Step Functions at {endpoint}", "AWS_ENDPOINT_URL_SFN", async () =>
        {
            foreach (var machine in model.StateMachines)
            {
                var answer = await client.CallAsync("DescribeStateMachine", new JsonObjectBuilder().Set("stateMachineArn", arns.Of(machine)).Build(), cancellation);
                if (answer.Error is not null)
                {
                    missing.Add($"{machine.Name}: {answer.Error}: {answer.Message}");
                }
            }
        });
        return missing.Count is 0 ? arns : throw new StartException(
            $"Not all state machines can be had in account {identity.Account}, region {region.Name}. Deploy them first (dotnet run -- publish), or name the ARN of one that "
            + $"is called otherwise with StepFlow:Aws:StateMachines:NAME.{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", missing)}");
    }
}
