using System.Net.Http.Headers;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>Posts status changes to an address. What answers with a 5xx, or not at all, is tried again twice.</summary>
internal sealed class HttpStatusChangeSubscriber(Uri endpoint, TimeProvider time) : IStatusChangeSubscriber
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public string Name => endpoint.ToString();

    public async Task TakeAsync(JsonObject statusChange, CancellationToken cancellation)
    {
        foreach (var pause in Pauses)
        {
            if (await TryPostAsync(statusChange, cancellation))
            {
                return;
            }

            await Task.Delay(pause, time, cancellation);
        }

        (await PostAsync(statusChange, cancellation)).EnsureSuccessStatusCode();
    }

    private async Task<bool> TryPostAsync(JsonObject statusChange, CancellationToken cancellation)
    {
        try
        {
            var response = await PostAsync(statusChange, cancellation);
            return (int)response.StatusCode < 500 && response.EnsureSuccessStatusCode().IsSuccessStatusCode;
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> PostAsync(JsonObject statusChange, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonWriter.ToUtf8(statusChange));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await Http.PostAsync(endpoint, content, cancellation);
        return response;
    }
}
