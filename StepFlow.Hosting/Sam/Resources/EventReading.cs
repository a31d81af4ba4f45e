using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads the Events of SAM's functions and state machines: routes are served, other sources are named.</summary>
internal sealed class EventReading(Evaluation evaluation, ApiReading apis, SamNotes notes)
{
    public void Read(TemplateResource resource, IntegrationTarget target)
    {
        var events = new ResourceProperties(resource.Properties, evaluation).Section("Events");
        List<string> others = [];
        foreach (var member in events.Members)
        {
            notes.Try(resource, () => Read(member.Name, events.Section(member.Name)), $", event {member.Name}");
        }

        void Read(string name, ResourceProperties description)
        {
            var properties = description.Section("Properties");
            switch (description.Text("Type"))
            {
                case "Api":
                    apis.AddEvent(ApiKind.Rest, properties, target, resource);
                    break;
                case "HttpApi":
                    apis.AddEvent(ApiKind.Http, properties, target is IntegrationTarget.Function function ? function with { Format = FormatOf(properties) } : target, resource);
                    break;
                case var type:
                    others.Add($"{name} ({type})");
                    break;
            }
        }

        if (others.Count > 0)
        {
            var start = target is IntegrationTarget.Function ? "aws lambda invoke" : "aws stepfunctions start-execution";
            notes.Add($"{resource.Id}: nothing here sends it {string.Join(", ", others)}. Send such an event by hand: {start}.");
        }
    }

    // SAM's default.
    private static PayloadFormat FormatOf(ResourceProperties properties) => PayloadFormatVersion.Read(properties, "PayloadFormatVersion") ?? PayloadFormat.Version2;
}
