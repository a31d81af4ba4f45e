using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam;

/// <summary>What of a template is not as on AWS, a sentence each and once.</summary>
internal sealed class SamNotes
{
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> All => _notes;

    public void Add(string note)
    {
        if (!_notes.Contains(note, StringComparer.Ordinal))
        {
            _notes.Add(note);
        }
    }

    /// <summary>Reads a part of a resource. What cannot be read is an error of this resource alone, and answers null.</summary>
    public T? Try<T>(TemplateResource resource, Func<T?> read, string what = "")
    {
        try
        {
            return read();
        }
        catch (TemplateException e)
        {
            Add($"error: {resource.Id}{what}: {e.Message}");
            return default;
        }
    }

    public void Try(TemplateResource resource, Action read, string what = "") => Try<object>(
        resource,
        () =>
        {
            read();
            return null;
        },
        what);
}
