using StepFlow.Aws;
using StepFlow.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

public sealed class RedrivableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_that_reached_the_limit_of_events_is_not_redriven()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Next":"B"},
              "B":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"C"}],"Default":"A"},
              "C":{"Type":"Succeed"}}}
            """));

        var row = await service.EndOfAsync(arn);

        await AssertRefusedAsync(service, arn, row, "Execution history event limit exceeded");
    }

    [Fact]
    public async Task An_execution_that_ended_more_than_14_days_ago_is_not_redriven()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", """{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}}"""));
        Assert.Equal(RedriveStatus.Redrivable, (await service.EndOfAsync(arn)).RedriveStatus);

        service.Time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1));

        await AssertRefusedAsync(service, arn, (await service.Executions.DescribeAsync(arn, Cancellation))!, "Execution redrivable period exceeded");
    }

    private static async Task AssertRefusedAsync(LocalService service, string arn, ExecutionDescription row, string reason)
    {
        Assert.Equal((RedriveStatus.NotRedrivable, reason), (row.RedriveStatus, row.RedriveStatusReason));
        var refusal = await Assert.ThrowsAsync<AwsException>(async () => await service.Executions.RedriveAsync(arn, clientToken: null, Cancellation));
        Assert.Equal("ExecutionNotRedrivable", refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
