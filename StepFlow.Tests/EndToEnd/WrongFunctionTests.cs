using System.Net;
using StepFlow.Gateway;
using StepFlow.Hosting;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>
/// What a client sees of a function that goes wrong. The function is a shell script: whatever speaks the Runtime API runs here,
/// as on AWS.
/// </summary>
public sealed class WrongFunctionTests : IDisposable
{
    private const string Script = """
        #!/bin/sh
        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
        headers=$(mktemp)
        answer() { curl -sS -o /dev/null -X POST "$api/invocation/$id/response" -d "$1"; }
        while event=$(curl -sS -D "$headers" "$api/invocation/next"); do
          id=$(tr -d '\r' < "$headers" | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
          case "$event" in
            *'ath":"/throw"'*) curl -sS -o /dev/null -X POST "$api/invocation/$id/error" -d '{"errorMessage":"on purpose","errorType":"Broken"}' ;;
            *'ath":"/exit"'*) exit 3 ;;
            *'ath":"/hang"'*) sleep 60 ;;
            *'ath":"/malformed"'*) answer '{"statusCode":200,"surprise":true}' ;;
            *'ath":"/noJson"'*) answer 'oh' ;;
            *) answer '{"statusCode":200,"body":"fine"}' ;;
          esac
        done
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ApiKind.Rest, "throw", HttpStatusCode.BadGateway)]
    [InlineData(ApiKind.Rest, "exit", HttpStatusCode.BadGateway)]
    [InlineData(ApiKind.Rest, "hang", HttpStatusCode.BadGateway)]
    [InlineData(ApiKind.Rest, "malformed", HttpStatusCode.BadGateway)]
    [InlineData(ApiKind.Rest, "noJson", HttpStatusCode.BadGateway)]
    [InlineData(ApiKind.Http, "throw", HttpStatusCode.InternalServerError)]
    [InlineData(ApiKind.Http, "exit", HttpStatusCode.InternalServerError)]
    [InlineData(ApiKind.Http, "noJson", HttpStatusCode.OK)]
    public async Task A_function_that_goes_wrong_is_answered_and_the_next_event_is_served(ApiKind kind, string way, HttpStatusCode expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The function is a shell script.");
        ScriptProject.Folder = _folder;
        await File.WriteAllTextAsync(Path.Combine(_folder, "wrong.dll"), "", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "wrong"), Script + "\n", Cancellation);
        MakeExecutable(Path.Combine(_folder, "wrong"));
        await using var app = await StepFlowHost.StartAsync(
            builder =>
            {
                var function = builder.AddLambdaFunction<ScriptProject>("wrong").WithTimeout(TimeSpan.FromSeconds(1));
                builder.AddApiGateway("api", kind).WithRoute("GET /{way}", function);
            },
            cancellation: Cancellation);

        Assert.Equal(expected, (await app.Http.GetAsync(way, Cancellation)).StatusCode);

        Assert.Equal("fine", await app.Http.GetStringAsync("fine", Cancellation));
    }

    private static void MakeExecutable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private sealed class ScriptProject : IProjectMetadata
    {
        private static readonly AsyncLocal<string> Ambient = new();

        public static string Folder
        {
            get => Ambient.Value!;
            set => Ambient.Value = value;
        }

        public string ProjectPath => AssemblyPath;

        public string AssemblyPath { get; } = Path.Combine(Folder, "wrong.dll");
    }
}
