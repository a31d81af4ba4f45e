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
}
