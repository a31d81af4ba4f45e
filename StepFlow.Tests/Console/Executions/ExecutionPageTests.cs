using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StepFlow.ConsoleUI.Services;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI.Executions;

/// <summary>The page of one execution in a real browser.</summary>
public sealed class ExecutionPageTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_graph_colours_as_the_execution_goes_on_and_the_page_answers_its_task_token()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Approval);

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await ExpectStateAsync(page, "Prepare", "succeeded");
            await ExpectStateAsync(page, "Approve", "waiting");
            await ExpectStateAsync(page, "Ship", "notentered");
            await Node(page, "Approve").ClickAsync();
            await Expect(Test(page, "waits")).ToContainTextAsync("task token");

            await Button(page, "send-heartbeat").ClickAsync();
            await Test(page, "attempt").Locator("summary").First.ClickAsync();
            await Expect(Test(page, "last-heartbeat")).ToBeVisibleAsync();

            await Test(page, "token-output").FillAsync("""{"approved":true}""");
            await Button(page, "send-answer").ClickAsync();

            await ExpectStateAsync(page, "Approve", "succeeded");
            await ExpectStateAsync(page, "Ship", "succeeded");
            await Expect(Test(page, "state-output")).ToContainTextAsync("approved");
            await Expect(Status(page)).ToHaveTextAsync("Succeeded");
        });
        Assert.Equal("SUCCEEDED", await executions.StatusAsync(arn));
    }

    [Fact]
    public async Task A_failed_state_tells_its_cause_and_a_redrive_leads_to_success()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Approval);

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await Node(page, "Approve").ClickAsync();
            await Test(page, "answer-failure").ClickAsync();
            await Test(page, "token-error").FillAsync("Declined");
            await Test(page, "token-cause").FillAsync("Too much for one day.");
            await Button(page, "send-answer").ClickAsync();
            await Expect(Status(page)).ToHaveTextAsync("Failed");
            await ExpectStateAsync(page, "Approve", "failed");

            await Test(page, "close-state").ClickAsync();
            await Test(page, "failed-state").ClickAsync();
            await Expect(Test(page, "state-panel").Locator("[data-test=error-name]").First).ToHaveTextAsync("Declined");
            await Expect(Test(page, "state-panel").Locator("[data-test=error-message]").First).ToHaveTextAsync("Too much for one day.");

            await Button(page, "redrive").ClickAsync();
            await ExpectStateAsync(page, "Approve", "waiting");
            await Expect(Test(page, "attempt")).ToHaveCountAsync(2);
            await Button(page, "send-answer").ClickAsync();
            await Expect(Status(page)).ToHaveTextAsync("Succeeded");
            await Expect(Test(page, "redrives")).ToHaveTextAsync("once");
        });
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));
    }

    [Fact]
    public async Task Attempts_retries_and_the_log_of_the_function_stand_with_the_state()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Failing);
        Assert.Equal("FAILED", await executions.EndOfAsync(arn));

        await console.VisitAsync($"{Links.Execution(arn)}?state=Reserve", async page =>
        {
            await ExpectStateAsync(page, "Reserve", "succeeded");
            await ExpectStateAsync(page, "Notify", "caught");
            await ExpectStateAsync(page, "Pay", "failed");
            await Expect(Test(page, "attempt")).ToHaveCountAsync(3);
            await Expect(Test(page, "retry-delay")).ToHaveTextAsync(["then waits 1.0 s", "then waits 1.5 s"]);

            var first = Test(page, "attempt").First;
            await first.Locator("> summary").ClickAsync();
            await first.Locator("[data-test=call-log] > summary").ClickAsync();
            await Expect(first.Locator("[data-test=call-log]")).ToContainTextAsync("Failing attempt 1 with TransientError");

            await Node(page, "Pay").ClickAsync();
            await Expect(Test(page, "state-panel").Locator("[data-test=error-message]").First).ToHaveTextAsync("The card was declined.");
        });
    }

    [Fact]
    public async Task An_execution_is_stopped_with_error_and_cause()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Approval);

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await Button(page, "stop").ClickAsync();
            await Test(page, "stop-error").FillAsync("Cancelled");
            await Test(page, "stop-cause").FillAsync("The customer has changed their mind.");
            await Button(page, "stop-now").ClickAsync();
            await Expect(Status(page)).ToHaveTextAsync("Aborted");
            await ExpectStateAsync(page, "Approve", "aborted");
        });
        var described = await executions.CallAsync("DescribeExecution", new { executionArn = arn });
        Assert.Equal("Cancelled", described.GetProperty("error").GetString());
    }

    [Fact]
    public async Task An_execution_is_started_again_with_another_input()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Branches, """{"n":3}""");

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await Button(page, "start-again").ClickAsync();
            await Expect(Test(page, "again-input")).ToHaveValueAsync("{\n  \"n\": 3\n}");
            await Test(page, "again-input").FillAsync("""{"n":5}""");
            await Button(page, "start-now").ClickAsync();
            await Expect(Test(page, "summary-output")).ToContainTextAsync("25");
            Assert.NotEqual(Links.Execution(arn), new Uri(page.Url).AbsolutePath);
        });
    }

    [Fact]
    public async Task A_shared_file_opens_elsewhere_and_changes_nothing()
    {
        var executions = await ExecutionsAsync();
        var machine = await executions.CreateAsync(ExecutionStories.Failing);
        var arn = await executions.StartAsync(machine);
        await executions.EndOfAsync(arn);
        var path = Path.Combine(Directory.CreateTempSubdirectory("stepflow-share-").FullName, "execution.json");

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            var download = await page.RunAndWaitForDownloadAsync(() => Button(page, "share").ClickAsync());
            await download.SaveAsAsync(path);
        });
        await console.VisitAsync("/executions/open", async page =>
        {
            await Test(page, "file").SetInputFilesAsync(path);
            await Expect(page.Locator("h1")).ToContainTextAsync(arn.Split(':')[^1]);
            await ExpectStateAsync(page, "Pay", "failed");
            await Node(page, "Reserve").ClickAsync();
            await Expect(Test(page, "attempt")).ToHaveCountAsync(3);
            await Expect(Button(page, "redrive")).ToHaveCountAsync(0);

            var broken = Path.ChangeExtension(path, "broken.json");
            await File.WriteAllTextAsync(broken, "{}", TestContext.Current.CancellationToken);
            await Test(page, "file").SetInputFilesAsync(broken);
            await Expect(Test(page, "error")).ToContainTextAsync("no history.events");
        });
        var listed = await executions.CallAsync("ListExecutions", new { stateMachineArn = machine });
        Assert.Equal(1, listed.GetProperty("executions").GetArrayLength());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task The_timeline_shows_branches_attempts_and_iterations()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Iterations);
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));

        await console.VisitAsync($"{Links.Execution(arn)}?tab=timeline", async page =>
        {
            await Expect(Test(page, "timeline")).ToContainTextAsync("Iteration 0");
            await Expect(page.GetByText("102 lines over")).ToBeVisibleAsync();
            Assert.InRange(await Test(page, "timeline-row").CountAsync(), 10, 80);

            await page.GetByLabel("Open Iteration 9").ClickAsync();
            await Expect(page.GetByText("104 lines over")).ToBeVisibleAsync();
            await page.Locator("[data-test=timeline-row] .row-button", new() { HasTextString = "Work" }).First.ClickAsync();
            await Expect(Test(page, "visit-number")).ToHaveTextAsync("10");
            await Expect(Test(page, "visits-caught")).ToHaveTextAsync("10 caught");
        });
    }

    [Fact]
    public async Task A_map_run_shows_its_counters_and_leads_to_its_children()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Distributed, """{"items":[1,2,3,4]}""");
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));

        await console.VisitAsync($"{Links.Execution(arn)}?tab=map-runs", async page =>
        {
            await Test(page, "map-run").Locator("a").ClickAsync();
            await page.Locator("[data-page=map-run]").WaitForAsync();
            await Expect(page.Locator("h1")).ToContainTextAsync("Map Run of Spread");
            await Expect(page.GetByText("up to 50 % of the items")).ToHaveCountAsync(1);
            await Expect(Test(page, "items")).ToContainTextAsync("3 succeeded");
            await Expect(Test(page, "items")).ToContainTextAsync("1 failed");
            await Expect(Test(page, "execution")).ToHaveCountAsync(4);

            await Test(page, "filter-status").SelectOptionAsync("Failed");
            await Expect(Test(page, "execution")).ToHaveCountAsync(1);
            await Test(page, "execution").Locator("a").First.ClickAsync();
            await Expect(Test(page, "summary").Locator("[data-test=error-message]")).ToHaveTextAsync("Three is refused.");
        });
    }

    [Fact]
    public async Task A_saved_graph_has_the_names_of_the_machine_and_the_execution()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.AtOnce);

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();
            var download = await page.RunAndWaitForDownloadAsync(() => Test(page, "graph-svg").ClickAsync());
            Assert.Equal($"{ArnNames.MachineOf(arn)}-{ArnNames.Execution(arn)}.svg", download.SuggestedFilename);
        });
    }

    [Fact]
    public async Task A_distributed_Map_has_its_counters_and_its_inner_states_lead_to_the_children()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Distributed, """{"items":[1,2,3,4]}""");
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));

        await console.VisitAsync($"{Links.Execution(arn)}?state=Take", async page =>
        {
            await Expect(Test(page, "state-panel")).ToContainTextAsync("Run by children");
            await Test(page, "state-panel").Locator("button", new() { HasText = "Spread" }).ClickAsync();
            await Expect(Test(page, "map-run-tally")).ToContainTextAsync("3 succeeded");
            await Expect(Test(page, "map-run-tally")).ToContainTextAsync("1 failed");
            await Test(page, "map-run-tally").Locator("a").ClickAsync();
            await Expect(page.Locator("h1")).ToContainTextAsync("Map Run of Spread");
        });

        await console.VisitAsync("/map-runs/arn:aws:states:us-east-1:123456789012:mapRun:x/y:z", async page =>
        {
            await Expect(page.GetByText("No such Map Run")).ToBeVisibleAsync();
            await Expect(page.Locator(".breadcrumb a")).ToHaveCountAsync(1);
        });
    }

    [Fact]
    public async Task The_trace_of_an_execution_is_shown_with_it()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Branches, """{"n":3}""");
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await Test(page, "tab-trace").ClickAsync();
            await Expect(Test(page, "waterfall")).ToContainTextAsync("Square", new() { Timeout = 20_000 });
        });
    }

    [Fact]
    public async Task An_Express_execution_is_marked_as_known_to_this_machine_only()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.Branches, """{"n":3}""", "EXPRESS");

        await console.VisitAsync(Links.Execution(arn), async page =>
        {
            await Expect(Test(page, "local-only")).ToHaveAttributeAsync("title", new Regex("AWS keeps no history of Express executions"));
            await ExpectStateAsync(page, "Sum", "succeeded");
            await Expect(Button(page, "stop")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task Of_twenty_five_thousand_events_only_those_in_sight_are_drawn()
    {
        var executions = await ExecutionsAsync();
        var arn = await executions.RunAsync(ExecutionStories.ManyEvents, $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 6_240))}}]}""");
        Assert.Equal("SUCCEEDED", await executions.EndOfAsync(arn));

        await console.VisitAsync("/executions", async page =>
        {
            var clock = Stopwatch.StartNew();
            await page.GotoAsync(new Uri(new Uri(page.Url), $"{Links.Execution(arn)}?tab=events").ToString());
            await Test(page, "event").First.WaitForAsync();
            TestContext.Current.TestOutputHelper!.WriteLine($"Opened after {clock.ElapsedMilliseconds} ms, page load included.");

            await Expect(Test(page, "event-count")).ToHaveTextAsync("24,966 events");
            Assert.InRange(await Test(page, "event").CountAsync(), 5, 80);
            await Test(page, "event-scroll").EvaluateAsync("box => box.scrollTop = box.scrollHeight");
            await Expect(page.GetByText("ExecutionSucceeded")).ToBeVisibleAsync();
            Assert.InRange(await Test(page, "event").CountAsync(), 5, 80);

            await Test(page, "event-text").FillAsync("MapIterationStarted");
            await Expect(Test(page, "event-count")).ToHaveTextAsync("6,240 of 24,966 events");
            await Test(page, "newest-first").CheckAsync();
            await Test(page, "event-scroll").EvaluateAsync("box => box.scrollTop = 0");
            await Expect(Test(page, "event").First).ToContainTextAsync("[6239]");
            await Test(page, "event").First.Locator("button").ClickAsync();
            await Expect(Test(page, "event-details")).ToContainTextAsync("6239");
        });
    }

    [Fact]
    public Task An_address_of_no_execution_says_so() => console.VisitAsync(
        "/executions/arn:aws:states:us-east-1:123456789012:execution:none:never",
        page => Expect(page.GetByText("No such execution")).ToBeVisibleAsync());

    private async Task<ConsoleExecutions> ExecutionsAsync() => ConsoleExecutions.Of(await console.GetAppAsync(TestContext.Current.CancellationToken));

    private static ILocator Test(IPage page, string name) => page.Locator($"[data-test={name}]");

    private static ILocator Button(IPage page, string name) => page.Locator($"fluent-button[data-test={name}]");

    private static ILocator Status(IPage page) => page.Locator("h1 [data-test=status]");

    private static ILocator Node(IPage page, string state) => page.Locator($".sf-graph [data-state='{state}']");

    private static Task ExpectStateAsync(IPage page, string state, string status) =>
        Expect(Node(page, state)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex($@"\bs-{status}\b"));
}
