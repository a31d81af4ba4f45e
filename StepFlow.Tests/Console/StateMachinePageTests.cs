using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>The list of state machines, and the page of one.</summary>
public sealed class StateMachinePageTests(ConsoleFixture console)
{
    private const string Warned = """
        {
          "StartAt": "Copy",
          "States": {
            "Copy": {
              "Type": "Pass",
              "Parameters": {
                "order": "$.order"
              },
              "End": true
            }
          }
        }
        """;

    [Fact]
    public Task The_list_shows_every_state_machine_and_is_searched_by_name() => console.VisitAsync("/state-machines", async page =>
    {
        var rows = page.Locator("[data-test=machine-row]");
        await Expect(Row(page, "flow")).ToContainTextAsync("Standard");
        await Expect(Row(page, "flow-express")).ToContainTextAsync("Express");
        await Expect(Row(page, "flow").Locator("[data-test=status]")).ToHaveTextAsync("Active");

        await page.Locator("[data-test=machine-search]").FillAsync("RETRY");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("search=RETRY$"));

        await page.Locator("[data-test=machine-search]").FillAsync("no such machine");
        await Expect(page.Locator("[data-test=empty]")).ToContainTextAsync("no such machine");

        await page.Locator("[data-test=machine-search]").FillAsync("flow");
        await Row(page, "flow").GetByRole(AriaRole.Link).ClickAsync();
        await page.Locator("[data-page=state-machine]").WaitForAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("flow");
    });

    [Fact]
    public async Task The_list_counts_what_is_in_flight_while_it_changes()
    {
        var name = Unique("counted");
        var arn = await CreateAsync(name, """{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": 600, "End": true } } }""");
        await console.VisitAsync($"/state-machines?search={name}", async page =>
        {
            await Expect(Row(page, name).Locator("[data-test=in-flight]")).ToHaveTextAsync("0");

            var execution = await CallAsync("StartExecution", new { stateMachineArn = arn });
            await Expect(Row(page, name).Locator("[data-test=in-flight]")).ToHaveTextAsync("1");

            await CallAsync("StopExecution", new { executionArn = execution.GetProperty("executionArn").GetString() });
            await Expect(Row(page, name).Locator("[data-test=in-flight]")).ToHaveTextAsync("0");
        });
    }

    [Fact]
    public async Task Recent_executions_are_live_and_lead_to_all_of_the_machine_alone()
    {
        var arn = await CreateAsync(Unique("recent"), """{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }""");
        await console.VisitAsync($"/state-machines/{arn}", async page =>
        {
            await CallAsync("StartExecution", new { stateMachineArn = arn, name = "only-1" });
            await Expect(page.Locator("[data-test=recent-executions]")).ToContainTextAsync("only-1");

            await page.Locator("[data-test=all-executions]").ClickAsync();
            await Expect(page.Locator("[data-test=execution]")).ToHaveCountAsync(1);
            await Expect(page.Locator("[data-test=execution]")).ToContainTextAsync("only-1");
        });
    }

    [Fact]
    public async Task The_list_goes_by_pages()
    {
        var prefix = Unique("paged");
        for (var i = 0; i < 51; i++)
        {
            await CreateAsync($"{prefix}-{i:00}", """{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }""");
        }

        await console.VisitAsync($"/state-machines?search={prefix}", async page =>
        {
            await Expect(page.Locator("[data-test=machine-row]")).ToHaveCountAsync(50);
            await page.Locator("[data-test=page-next]").ClickAsync();
            await Expect(page.Locator("[data-test=machine-row]")).ToHaveCountAsync(1);
            await Expect(Row(page, $"{prefix}-50")).ToBeVisibleAsync();
            await page.Locator("[data-test=page-before]").ClickAsync();
            await Expect(page.Locator("[data-test=machine-row]")).ToHaveCountAsync(50);
        });
    }

    [Fact]
    public async Task The_graph_is_walked_by_keys_and_the_selected_state_is_marked_in_the_definition() => await VisitFlowAsync(async page =>
    {
        await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();
        await page.Locator("[data-test=graph-png]").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("CheckInput", await FocusedStateAsync(page));

        foreach (var (key, state) in (IEnumerable<(string, string)>)[("ArrowDown", "FillIn"), ("ArrowDown", "Work"), ("ArrowDown", "TwoWays"), ("ArrowDown", "Square"),
            ("ArrowRight", "Fingerprint"), ("ArrowDown", "MakeItems"), ("ArrowUp", "TwoWays")])
        {
            await page.Keyboard.PressAsync(key);
            Assert.Equal(state, await FocusedStateAsync(page));
        }

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-test=selected-state]")).ToHaveTextAsync("TwoWays");
        await Expect(page.Locator("[data-state=TwoWays]")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator(".listing-line.marked")).ToContainTextAsync("\"TwoWays\"");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-test=selected-state]")).ToHaveCountAsync(0);
    });

    [Fact]
    public async Task The_graph_is_zoomed_moved_and_fitted() => await VisitFlowAsync(async page =>
    {
        await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();
        var first = await ScaleAsync(page);

        await page.Locator("[data-test=graph-zoom-in]").ClickAsync();
        Assert.Equal(first * 1.25, await ScaleAsync(page), 0.001);
        await page.Locator("[data-state=CheckInput]").FocusAsync();
        await page.Keyboard.PressAsync("-");
        Assert.Equal(first, await ScaleAsync(page), 0.001);

        var before = await page.Locator("[data-state=CheckInput]").BoundingBoxAsync();
        await page.Mouse.MoveAsync(before!.X + 20, before.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(before.X - 60, before.Y + 80, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        var after = await page.Locator("[data-state=CheckInput]").BoundingBoxAsync();
        Assert.Equal(before.X - 80, after!.X, 1.0);
        Assert.Equal(before.Y + 60, after.Y, 1.0);
        await Expect(page.Locator("[data-test=selected-state]")).ToHaveCountAsync(0);

        await page.Locator("[data-test=graph-fit]").ClickAsync();
        var frame = await page.Locator("svg.sf-graph").BoundingBoxAsync();
        foreach (var state in (string[])["CheckInput", "Done", "WorkFailed"])
        {
            var box = await page.Locator($"[data-state={state}]").BoundingBoxAsync();
            Assert.True(box!.X >= frame!.X && box.Y >= frame.Y && box.X + box.Width <= frame.X + frame.Width && box.Y + box.Height <= frame.Y + frame.Height, state);
        }
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_graph_is_saved_as_svg_that_needs_nothing_else(ColorScheme theme) => await VisitFlowAsync(async page =>
    {
        await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();

        var (name, bytes) = await DownloadAsync(page, "graph-svg");

        Assert.Equal("flow.svg", name);
        var svg = XDocument.Load(new MemoryStream(bytes)).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
        Assert.True((double)svg.Attribute("width")! > 300 && (double)svg.Attribute("height")! > 600);
        var text = svg.ToString();
        Assert.Contains("CheckInput", text, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-", text, StringComparison.Ordinal);
        Assert.Contains(theme is ColorScheme.Dark ? "fill:#1a2226" : "fill:#fff", text, StringComparison.OrdinalIgnoreCase);
    }, new(theme));

    [Fact]
    public async Task The_graph_is_saved_as_png_at_twice_its_size() => await VisitFlowAsync(async page =>
    {
        await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();
        var width = await page.Locator("svg.sf-graph").EvaluateAsync<double>("svg => Number(svg.dataset.width)");

        var (name, bytes) = await DownloadAsync(page, "graph-png");

        Assert.Equal("flow.png", name);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        // The width stands in the first chunk, high byte first.
        Assert.Equal(Math.Ceiling(2 * width), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), 1.0);
        Assert.True(bytes.Length > 20_000, "an empty picture is smaller");
    });

    [Theory]
    [InlineData(800)]
    [InlineData(1280)]
    public async Task No_state_of_a_large_graph_is_under_the_tools_when_it_opens_or_is_fitted(int width)
    {
        var states = Enumerable.Range(0, 30).Select(i => $$"""
            "S{{i}}": { "Type": "Choice", "Default": "{{(i < 29 ? $"S{i + 1}" : "Done")}}", "Choices": [
              { "Variable": "$.n", "NumericEquals": {{i}}, "Next": "Done" }, { "Variable": "$.n", "NumericLessThan": {{i}}, "Next": "S{{Math.Max(0, i - 3)}}" }] }
            """);
        var arn = await CreateAsync(Unique("large"), $$"""{ "StartAt": "S0", "States": { {{string.Join(',', states)}}, "Done": { "Type": "Succeed" } } }""");
        await console.VisitAsync($"/state-machines/{arn}", async page =>
        {
            await page.Locator("[data-test=graph][data-ready=yes]").WaitForAsync();
            Assert.Equal(0, await UnderToolsAsync(page));

            await page.Locator("[data-test=graph-fit]").ClickAsync();
            await page.WaitForFunctionAsync("() => { const svg = document.querySelector('svg.sf-graph'); return svg.querySelector('.view').getBoundingClientRect().height <= svg.getBoundingClientRect().height; }");
            Assert.Equal(0, await UnderToolsAsync(page));
        }, new(Width: width));
    }

    [Fact]
    public async Task What_the_validator_finds_stands_below_the_line()
    {
        var arn = await CreateAsync(Unique("warned"), Warned);
        await console.VisitAsync($"/state-machines/{arn}", async page =>
        {
            await page.Locator("[data-test=diagnostic-link]").First.ClickAsync();
            await Expect(page.Locator("[data-test=diagnostic]").First).ToContainTextAsync("WARNING");
            await Expect(page.Locator(".listing-line.has-warning").First).ToContainTextAsync("\"order\": \"$.order\"");
        });
    }

    [Fact]
    public async Task A_definition_in_one_line_is_spread_out()
    {
        var arn = await CreateAsync(Unique("squeezed"), """{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}""");
        await console.VisitAsync($"/state-machines/{arn}", async page =>
        {
            await Expect(page.Locator("[data-test=no-diagnostics]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-line='5']")).ToContainTextAsync("\"Type\": \"Succeed\"");
        });
    }

    [Fact]
    public async Task Versions_and_aliases_are_shown_with_their_weights()
    {
        var arn = await CreateAsync(Unique("versioned"), """{ "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }""");
        await CallAsync("PublishStateMachineVersion", new { stateMachineArn = arn, description = "the first" });
        await CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = """{ "StartAt": "Two", "States": { "Two": { "Type": "Pass", "End": true } } }""" });
        await CallAsync("PublishStateMachineVersion", new { stateMachineArn = arn });
        await CallAsync("CreateStateMachineAlias", new
        {
            name = "PROD",
            routingConfiguration = new object[] { new { stateMachineVersionArn = $"{arn}:1", weight = 90 }, new { stateMachineVersionArn = $"{arn}:2", weight = 10 } },
        });
        await console.VisitAsync($"/state-machines/{arn}", async page =>
        {
            await Expect(page.Locator("[data-state=Two]")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-test=versions]")).ToContainTextAsync("the first");
            await Expect(page.Locator("[data-test=route]")).ToContainTextAsync(["version 1 90 %", "version 2 10 %"]);

            await page.Locator("[data-test=versions]").GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();
            await Expect(page.Locator("[data-test=qualifier]")).ToHaveTextAsync("Version 1");
            await Expect(page.Locator("[data-state=One]")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public Task An_arn_of_nothing_says_so() => console.VisitAsync(
        "/state-machines/arn:aws:states:us-east-1:123456789012:stateMachine:gone",
        page => Expect(page.Locator("[data-test=empty]")).ToContainTextAsync("stateMachine:gone"));

    private static ILocator Row(IPage page, string name) => page.Locator($"[data-test=machine-row][data-name='{name}']");

    private static string Unique(string what) => $"{what}-{Guid.CreateVersion7():N}";

    private static Task<string?> FocusedStateAsync(IPage page) => page.EvaluateAsync<string?>("document.activeElement.dataset.state");

    private static Task<double> ScaleAsync(IPage page) =>
        page.Locator("svg.sf-graph .view").EvaluateAsync<double>("view => view.transform.baseVal.consolidate().matrix.a");

    private static async Task<(string Name, byte[] Bytes)> DownloadAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"[data-test={button}]").ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return (download.SuggestedFilename, bytes.ToArray());
    }

    private Task VisitFlowAsync(Func<IPage, Task> look, ConsoleView? view = null) => VisitAsync("flow", look, view);

    private async Task VisitAsync(string machine, Func<IPage, Task> look, ConsoleView? view = null) =>
        await console.VisitAsync($"/state-machines/{await ArnAsync(machine)}", look, view);

    private async Task<string> ArnAsync(string machine) => (await console.GetAppAsync(TestContext.Current.CancellationToken)).ArnOf(machine);

    private static Task<int> UnderToolsAsync(IPage page) => page.EvaluateAsync<int>("""
        () => {
          const tools = document.querySelector('.graph-tools').getBoundingClientRect();
          return [...document.querySelectorAll('svg.sf-graph .node')].map(node => node.getBoundingClientRect())
            .filter(node => node.left < tools.right && node.right > tools.left && node.top < tools.bottom && node.bottom > tools.top).length;
        }
        """);

    private async Task<string> CreateAsync(string name, string definition)
    {
        var created = await CallAsync("CreateStateMachine", new { name, definition, roleArn = "arn:aws:iam::123456789012:role/test" });
        return created.GetProperty("stateMachineArn").GetString()!;
    }

    private async Task<JsonElement> CallAsync(string operation, object request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new HttpClient { BaseAddress = (await console.GetAppAsync(cancellation)).StepFunctionsEndpoint };
        using var call = new HttpRequestMessage(HttpMethod.Post, "/") { Content = JsonContent.Create(request, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-amz-json-1.0")) };
        call.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var answer = await client.SendAsync(call, cancellation);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{operation}: {body}");
        return body;
    }
}
