using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace StepFlow.ConsoleUI.Serving;

/// <summary>Keys that protect what lives as long as this process; none are written into the home folder.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _elements = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            return [.. _elements.Select(element => new XElement(element))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
        {
            _elements.Add(new(element));
        }
    }
}
