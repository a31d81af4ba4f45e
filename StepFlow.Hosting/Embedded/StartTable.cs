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
            ("stepfunctions", Bare(app.Addresses.StepFunctions), StateMachines(app)),
            ("console", Bare(app.Addresses.Console), app.DataDirectory is null ? "nothing is kept" : $"data in {app.DataDirectory}"),
        ];
        var (name, address) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Address.Length));
        foreach (var row in rows)
        {
            table.AppendLine($"  {row.Name.PadRight(name)}  {row.Address.PadRight(address)}  {row.Remark}");
        }

        foreach (var example in app.Examples.Take(1))
        {
            table.AppendLine().AppendLine($"  {example.Command}");
        }

        return table.AppendLine().AppendLine("  Ctrl-C stops everything.").ToString();
    }

    private static string StateMachines(RunningApp app) => app.NotCreated.Count is 0
        ? $"{app.Model.StateMachines.Count()} state machines"
        : $"{app.Model.StateMachines.Count() - app.NotCreated.Count} state machines; not created: {string.Join(", ", app.NotCreated)}";

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Routes(GatewayApi api) => string.Join(", ", api.Routes.Where(route => route.Mock is null).Select(route => route.Key));
}
