namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which of API Gateway's kinds an API is.</summary>
public enum ApiKind
{
    /// <summary>REST API: stage <c>prod</c> in the path, proxy events of version 1.0.</summary>
    Rest,

    /// <summary>HTTP API: stage <c>$default</c>, which is not in the path, proxy events of payload format 2.0.</summary>
    Http,
}
