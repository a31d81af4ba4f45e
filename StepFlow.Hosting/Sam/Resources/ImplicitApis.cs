using StepFlow.Gateway;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The APIs that SAM makes for events that name none.</summary>
internal static class ImplicitApis
{
    public const string Rest = "ServerlessRestApi";
    public const string Http = "ServerlessHttpApi";

    /// <summary>The stage of the REST API; its sibling's is <c>$default</c>.</summary>
    public const string RestStage = "Prod";

    /// <summary>The kind of the API that is meant by the id at API Gateway; null where it is none that SAM makes.</summary>
    public static ApiKind? KindOf(string apiId) => apiId == Ref(Rest) ? ApiKind.Rest : apiId == Ref(Http) ? ApiKind.Http : null;

    public static string? Ref(string id) => id switch
    {
        Rest => new GatewayApi(Rest, ApiKind.Rest, []).ApiId,
        Http => new GatewayApi(Http, ApiKind.Http, []).ApiId,
        "ServerlessRestApiProdStage" or "ServerlessRestApi.Stage" => RestStage,
        "ServerlessHttpApiApiGatewayDefaultStage" or "ServerlessHttpApi.Stage" => GatewayApi.DefaultStage,
        _ => null,
    };
}
