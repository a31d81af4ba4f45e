using Microsoft.Extensions.DependencyInjection;
using StepFlow.StepFunctions.Feed;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Feed;

public sealed class ExecutionsByTraceTests
{
    private const string AtOnce = """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""";
    private const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    private const string TraceId = "5759e988bd862e3fe1be46a994272793";

    [Fact]
    public async Task Executions_are_found_by_the_trace_they_were_started_in()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("m", AtOnce);
        var first = await service.StartAsync(machine, trace: Header);
        await service.StartAsync(machine, trace: "Root=1-00000001-000000000000000000000002;Sampled=1");
        await service.StartAsync(machine);
        var second = await service.StartAsync(machine, trace: Header);

        Assert.Equal([first, second], service.Get<ExecutionsByTrace>().Find(TraceId));
        Assert.Empty(service.Get<ExecutionsByTrace>().Find("5759e988bd862e3fe1be46a994272790"));
    }

    [Fact]
    public async Task Children_of_a_map_run_are_left_out()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("m", """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
            "StartAt":"S","States":{"S":{"Type":"Succeed"}}},"ItemsPath":"$.items","End":true}}}
            """);

        var parent = await service.StartAsync(machine, """{"items":[1,2,3]}""", trace: Header);
        await service.EndOfAsync(parent);

        Assert.Equal([parent], service.Get<ExecutionsByTrace>().Find(TraceId));
    }

    [Fact]
    public async Task The_oldest_are_forgotten_first()
    {
        await using var service = await LocalService.StartAsync(configure: services => services.AddSingleton(new ExecutionsByTrace(capacity: 2)));
        var machine = service.Create("m", AtOnce);
        await service.StartAsync(machine, trace: "Root=1-00000001-000000000000000000000002;Sampled=1");
        var second = await service.StartAsync(machine, trace: Header);
        var third = await service.StartAsync(machine, trace: Header);

        Assert.Equal([second, third], service.Get<ExecutionsByTrace>().Find(TraceId));
        Assert.Empty(service.Get<ExecutionsByTrace>().Find("00000001000000000000000000000002"));
    }
}
