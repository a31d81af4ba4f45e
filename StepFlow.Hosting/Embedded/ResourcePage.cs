using System.Net;
using System.Text;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>The list of everything that runs, as one plain page.</summary>
internal static class ResourcePage
{
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>StepFlow</title>
        <style>
        :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
        body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
        caption { text-align: left; font-weight: 600; font-size: 1.1rem; padding: .5rem 0; }
        th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top; }
        code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        </style>
        </head>
        <body>
        <main>
        <h1>StepFlow</h1>

        """;

    public static string Write(RunningApp app)
    {
        var page = new StringBuilder(Head);
        Table(page, "Services", ["Service", "Address"],
        [
            .. app.Gateways.Select(g => Row(g.Api.Name, RunningApp.BaseOf(g.Api, app.AddressOf(g.Api)))),
            Row("lambda", Bare(app.Addresses.Lambda)),
            Row("stepfunctions", Bare(app.Addresses.StepFunctions)),
        ]);
        Table(page, "Routes", ["Route", "Function"], [.. app.Gateways.SelectMany(g => g.Api.Routes.Select(r => Row($"{r.Method} {g.Api.PathPrefix}{r.Path}", r.Function)))]);
        Table(page, "Functions", ["Function", "State", "Processes", "Running", "Queued", "Last error"], [.. app.Model.Functions.Select(f => Row(app.Lambda.Describe(f.Name)))]);
        Table(page, "State machines", ["State machine", "Type", "Definition", "ARN"],
            [.. app.Model.StateMachines.Select(m => Row(m.Name, m.Type.ToString(), m.DefinitionPath, app.Arns.Of(m)))]);
        Table(page, "Commands to try", ["Command"], [.. StartTable.Commands(app).Select(command => Row(command))]);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string[] Row(params string[] cells) => cells;

    private static string[] Row(FunctionStatus function) =>
    [
        function.Configuration.Name, function.State.ToString(), string.Join(", ", function.ProcessIds), function.Running.ToString(), function.Queued.ToString(), function.LastError ?? "",
    ];

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static void Table(StringBuilder page, string title, string[] columns, IReadOnlyList<string[]> rows)
    {
        page.Append($"<table>\n<caption>{Encoded(title)}</caption>\n<thead><tr>");
        foreach (var column in columns)
        {
            page.Append($"<th scope=\"col\">{Encoded(column)}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
            {
                page.Append($"<td><code>{Encoded(cell)}</code></td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
