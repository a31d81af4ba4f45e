using System.Text;

namespace StepFlow.Hosting.Publishing;

/// <summary>What is printed at the end: what was written, what to know, and the commands that come next.</summary>
internal static class PublishSummary
{
    public static string OfZip(PublishFolders folders, KeyValuePair<LambdaFunctionResource, FunctionPackage> only) => $"""

          {Path.Combine(folders.Output, PublishFolders.ZipOf(only.Key))}  {Described(only.Value)}

          To replace the code of a function that is deployed:
            aws lambda update-function-code --function-name <its name> --zip-file fileb://{PublishFolders.ZipOf(only.Key)}

        """;

    /// <param name="app">What was published.</param>
    /// <param name="folders">Where to.</param>
    /// <param name="removed">Files of an earlier publish that are gone.</param>
    public static string Of(Publication app, PublishFolders folders, IReadOnlyCollection<string> removed)
    {
        var model = app.Model;
        var text = new StringBuilder().AppendLine().AppendLine($"  Written to {folders.Output}").AppendLine();
        List<(string File, string Content)> rows =
        [
            (PublishFolders.Template, $"{Count(model.Functions.Count(), "function")}, {Count(model.StateMachines.Count(), "state machine")}, {Count(model.Gateways.Count(), "API")}"),
            .. model.Functions.Select(function => (PublishFolders.ZipOf(function), Described(app.Package(function)))),
            .. model.StateMachines.GroupBy(machine => app.Definition(machine).Uri, StringComparer.Ordinal)
                .Select(same => (same.Key, string.Join(", ", same.Select(machine => machine.Name)))),
        ];
        var width = rows.Max(row => row.File.Length);
        foreach (var (file, content) in rows)
        {
            text.AppendLine($"    {file.PadRight(width)}  {content}");
        }

        if (removed.Count > 0)
        {
            text.AppendLine().AppendLine($"  Removed, from an earlier publish: {string.Join(", ", removed)}");
        }

        Remarks(text, app);
        Commands(text, app, folders);
        return text.ToString();
    }

    private static void Remarks(StringBuilder text, Publication app)
    {
        var stateMachines = new StateMachineSection(app, new(app));
        List<string> remarks =
        [
            .. app.Model.Gateways.Any() ? ["The API answers everybody on the Internet: add an authorizer before it holds anything of worth."] : Array.Empty<string>(),
            .. app.Model.Functions.SelectMany(FunctionSection.Remarks),
            .. app.Model.StateMachines.SelectMany(stateMachines.Remarks),
        ];
        if (remarks.Count > 0)
        {
            text.AppendLine().AppendLine("  To know:");
            remarks.ForEach(remark => text.AppendLine($"    {remark}"));
        }
    }

    private static void Commands(StringBuilder text, Publication app, PublishFolders folders)
    {
        var stack = StackNameOf(app.Model.Directory);
        text.AppendLine($"""

              Next, with the SAM CLI and credentials of your account:
                cd {folders.Output}
                sam deploy --stack-name {stack} --resolve-s3 --capabilities CAPABILITY_IAM
              or with the AWS CLI alone and a bucket of yours:
                aws cloudformation package --template-file template.yaml --s3-bucket <bucket> --s3-prefix {stack} --output-template-file packaged.yaml
                aws cloudformation deploy --template-file packaged.yaml --stack-name {stack} --capabilities CAPABILITY_IAM
            """);
        if (SamTemplate.NeedsApiLogRole(app.Model))
        {
            text.AppendLine($"""
                  Where API Gateway has no role for logs yet, which is one for the whole account and region, either command needs in addition:
                    --parameter-overrides {ApiLogRole.Parameter}=true
                """);
        }

        text.AppendLine($"""
              To delete it all again:
                aws cloudformation delete-stack --stack-name {stack}
            """);
    }

    private static string Described(FunctionPackage package) => $"{package.Zip.Length / 1024.0 / 1024.0:F1} MB, {package.Handler} on {package.Runtime}";

    private static string Count(int number, string what) => number is 1 ? $"1 {what}" : $"{number} {what}s";

    // CloudFormation allows letters, digits and hyphens, beginning with a letter.
    private static string StackNameOf(string directory)
    {
        var letters = string.Concat(Path.GetFileName(directory.TrimEnd(Path.DirectorySeparatorChar)).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return letters.Length > 0 && char.IsAsciiLetter(letters[0]) ? letters : "stepflow-app";
    }
}
