using System.Globalization;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Where the places of diagnostics, such as <c>/States/A/Choices[0]/Next</c>, are in a file.</summary>
internal static class NodeLocations
{
    /// <summary>The place, or that of the nearest thing around it that is there.</summary>
    public static TextPlace Find(TemplateNode root, string? pointer)
    {
        var (node, place) = (root, root.Place);
        foreach (var step in (pointer ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Split('[')[0];
            if (node is not TemplateMap map || map.Members.FirstOrDefault(member => member.Name == name) is not { } found)
            {
                return place;
            }

            (node, place) = (found.Value, found.Place);
            foreach (var index in step.Split('[')[1..])
            {
                if (node is not TemplateList list || !int.TryParse(index.TrimEnd(']'), CultureInfo.InvariantCulture, out var at) || at >= list.Items.Length)
                {
                    return place;
                }

                (node, place) = (list.Items[at], list.Items[at].Place);
            }
        }

        return place;
    }
}
