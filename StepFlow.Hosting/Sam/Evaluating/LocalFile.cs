using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>A file in YAML or JSON that a template refers to.</summary>
internal static class LocalFile
{
    /// <param name="evaluation">The template.</param>
    /// <param name="location">Its path, from the template's folder.</param>
    public static TemplateNode Read(Evaluation evaluation, TemplateScalar location)
    {
        if (location.Text.StartsWith("s3://", StringComparison.OrdinalIgnoreCase))
        {
            throw evaluation.Problem(location, $"'{location.Text}' is in S3, and only files on this machine are read. Point to a file.");
        }

        try
        {
            var path = Path.GetFullPath(location.Text, evaluation.Template.Directory);
            return TemplateReader.Read(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw evaluation.Problem(location, $"The file cannot be read: {e.Message}");
        }
    }
}
