using StepFlow.ConsoleUI.Services;
using StepFlow.StepFunctions.Feed;
using StepFlow.Tests.EndToEnd;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class ExecutionNewsTests
{
    [Fact]
    public async Task There_is_news_at_first_and_after_a_change()
    {
        await using var service = await LocalService.StartAsync();
        using var news = new ExecutionNews(service.Get<ExecutionFeed>());

        Assert.True(news.Take());
        Assert.False(news.Take());

        await service.EndOfAsync(await service.StartAsync(service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""")));

        Assert.True(await Eventually.GetAsync(() => Task.FromResult(news.Take()), taken => taken, TestContext.Current.CancellationToken));
    }
}
