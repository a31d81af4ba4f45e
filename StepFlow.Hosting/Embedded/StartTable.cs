using System.Text;
using StepFlow.Gateway;

namespace StepFlow.Hosting.Embedded;

/// <summary>What is printed when everything is healthy: addresses, and a command to copy.</summary>
internal static class StartTable
{
    public static string Write(RunningApp app)
    {
        var table = new StringBuilder().AppendLine();
        List<(string Name, string Address, string Remark)> rows =
        [
            .. app.Gateways.Select(gateway => (gateway.Api.Name, RunningApp.BaseOf(gateway.Api, app.AddressOf(gateway.Api)), Routes(gateway.Api))),
            ("lambda", Bare(app.Addresses.Lambda), string.Join(", ", app.Model.Functions.Select(f => f.Name))),
            ("stepfunctions", Bare(app.Addresses.StepFunctions), $"{app.Model.StateMachines.Count()} state machines"),
            ("console", Bare(app.Addresses.Console), app.DataDirectory is null ? "nothing is kept" : $"data in {app.DataDirectory}"),
        ];
        var (name, address) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Address.Length));
        foreach (var row in rows)
        {
            table.AppendLine($"  {row.Name.PadRight(name)}  {row.Address.PadRight(address)}  {row.Remark}");
        }

        foreach (var command in Commands(app).Take(1))
        {
            table.AppendLine().AppendLine($"  {command}");
        }

        return table.AppendLine().AppendLine("  Ctrl-C stops everything.").ToString();
    }

    /// <summary>One command for each route that has an example.</summary>
    public static IEnumerable<string> Commands(RunningApp app) =>
        from gateway in app.Gateways
        from route in app.Model.Gateways.First(g => g.Name == gateway.Api.Name).Routes
        where route.Example is not null
        let parts = route.Route.Split(' ', 2, StringSplitOptions.TrimEntries)
        select $"curl -X {parts[0]} {RunningApp.BaseOf(gateway.Api, app.AddressOf(gateway.Api))}{parts[^1]} -H 'Content-Type: application/json' -d '{route.Example}'";

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Routes(GatewayApi api) => string.Join(", ", api.Routes.Select(route => route.Key));
}
