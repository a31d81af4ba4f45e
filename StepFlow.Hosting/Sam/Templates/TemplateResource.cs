using StepFlow.Hosting.Definitions;

namespace StepFlow.Hosting.Sam.Templates;

/// <summary>A resource of a template.</summary>
/// <param name="Id">Its logical id.</param>
/// <param name="Type">As AWS names it.</param>
/// <param name="Place">Where its logical id stands.</param>
/// <param name="Properties">With those of Globals.</param>
/// <param name="Condition">The condition under which it exists; null is always.</param>
/// <param name="Metadata">How SAM is to build it.</param>
internal sealed record TemplateResource(string Id, string Type, TextPlace Place, TemplateMap Properties, TemplateScalar? Condition, TemplateMap Metadata);
