namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>What <c>Ref</c> and <c>Fn::GetAtt</c> of a resource answer; null where nobody knows.</summary>
internal interface IResourceValues
{
    string? Ref(string id);

    string? Attribute(string id, string attribute);

    string? TypeOf(string id);
}
