using StepFlow.Language.Json;

namespace StepFlow.Language.Validation;

/// <summary>What one validation has found so far, and the names it has met.</summary>
internal sealed class Findings(ValidationOptions options)
{
    private readonly List<Diagnostic> _all = [];
    private readonly List<Diagnostic> _last = [];

    public ValidationOptions Options { get; } = options;

    public HashSet<string> StateNames { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Labels { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Diagnostic> All => [.. _all, .. _last];

    public void Error(string code, string message, string? location) => _all.Add(new(Severity.Error, code, message, location));

    public void Warn(string code, string message, string? location) => _all.Add(new(Severity.Warning, code, message, location));

    /// <summary>An error that AWS lists after all others.</summary>
    public void ErrorAtEnd(string code, string message, string? location) => _last.Add(new(Severity.Error, code, message, location));

    public void Schema(string message, string location) => Error(DiagnosticCodes.Schema, message, location);

    /// <summary>True for a token that a deployment replaces by anything.</summary>
    public bool IsToken(JsonValue value) => value is JsonString s && Options.AllowSubstitutions && Substitutions.IsToken(s.Value);

    /// <summary>True for a text with such a token in it.</summary>
    public bool HasToken(string text) => Options.AllowSubstitutions && Substitutions.HasToken(text);
}
