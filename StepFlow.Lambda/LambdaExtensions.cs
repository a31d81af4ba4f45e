using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StepFlow.Lambda.Operations;
using StepFlow.Lambda.RuntimeApi;

namespace StepFlow.Lambda;

/// <summary>Puts the Lambda service into a host: one call for its services, one for its endpoints.</summary>
public static class LambdaExtensions
{
    /// <summary>Adds <see cref="LambdaService"/>. The host adds functions to it and starts them when its endpoints listen.</summary>
    public static IServiceCollection AddLambda(this IServiceCollection services, Action<LambdaOptions>? configure = null)
    {
        services.AddOptions<LambdaOptions>()
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LambdaService>();
        return services;
    }

    /// <summary>
    /// Maps the Invoke API, and the Runtime API for processes that others start: below <c>/{function}</c>, or without it while
    /// there is only one function.
    /// </summary>
    public static IEndpointConventionBuilder MapLambda(this IEndpointRouteBuilder routes)
    {
        var service = routes.ServiceProvider.GetRequiredService<LambdaService>();
        var group = routes.MapGroup("");
        Map("POST", "/2015-03-31/functions/{functionName}/invocations", Invoke.HandleAsync);
        Map("POST", "/2014-11-13/functions/{functionName}/invoke-async", InvokeAsync.HandleAsync);
        Map("GET", "/2015-03-31/functions", ListFunctions.HandleAsync);
        Map("GET", "/2015-03-31/functions/{functionName}", GetFunction.HandleAsync);
        Map("GET", "/2015-03-31/functions/{functionName}/configuration", GetFunctionConfiguration.HandleAsync);
        foreach (var route in UnsupportedOperations.Routes)
        {
            group.Map(route, LambdaOperation.Serve(service, UnsupportedOperations.HandleAsync));
        }

        group.Map("/2018-06-01/runtime/{**rest}", http => SharedRuntimeApi.HandleAsync(service, http, function: null));
        group.Map("/{function}/2018-06-01/runtime/{**rest}", http => SharedRuntimeApi.HandleAsync(service, http, (string?)http.Request.RouteValues["function"]));
        return group;

        void Map(string method, string pattern, Func<LambdaService, HttpContext, Task> operation) =>
            group.MapMethods(pattern, [method], LambdaOperation.Serve(service, operation));
    }
}
