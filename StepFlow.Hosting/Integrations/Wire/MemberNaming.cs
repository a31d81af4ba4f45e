using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>How a result names its members: optimized integrations keep the API's names, <c>aws-sdk:</c> ones follow the Java SDK.</summary>
internal sealed class MemberNaming
{
    public static readonly MemberNaming Optimized = new(isSdk: false);
    public static readonly MemberNaming AwsSdk = new(isSdk: true);
    private readonly bool _isSdk;

    private MemberNaming(bool isSdk) => _isSdk = isSdk;

    public string Name(Member member) => _isSdk ? member.StatesName : Capital(member.Name);

    /// <summary>A member the model does not know.</summary>
    public string Unknown(string name) => _isSdk ? MemberNames.ForStates(name) : Capital(name);

    private static string Capital(string name) => name.Length is 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
