namespace StepFlow.Gateway.Routes;

/// <summary>
/// What an HTTP API sends to the function of a route and takes from it: AWS's <c>payloadFormatVersion</c>. A REST API has its own
/// form of 1.0 only.
/// </summary>
public enum PayloadFormat
{
    /// <summary>1.0: much like a REST API's event; the reply has to have a status code.</summary>
    Version1,

    /// <summary>2.0: a reply without a status code is taken for the body.</summary>
    Version2,
}
