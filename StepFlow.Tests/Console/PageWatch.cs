using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>Notes what goes wrong behind a page, where nobody sees it.</summary>
internal sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _problems = new();

    public PageWatch(IPage page, Uri console)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _problems.Enqueue($"{message.Type} on the browser's console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _problems.Enqueue($"uncaught in the browser: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _problems.Enqueue($"{response.Status} for {response.Url}");
            }
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Authority != console.Authority)
            {
                _problems.Enqueue($"asked somebody else: {request.Url}");
            }
        };
    }

    public IEnumerable<string> Problems => _problems;
}
