namespace StepFlow.ConsoleUI.Machines;

/// <summary>An input worth keeping, by name.</summary>
/// <param name="Json">The input's text.</param>
/// <param name="IsOwn">Kept in this browser, and so to be deleted here; otherwise it comes from a file.</param>
internal sealed record SampleInput(string Name, string Json, bool IsOwn)
{
    public string Key => (IsOwn ? "own:" : "file:") + Name;
}
