using StepFlow.Gateway.Routes;
using Xunit;

namespace StepFlow.Tests.Gateway.Routes;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("/prod/orders/new", "/orders/new")]
    [InlineData("/prod/orders/17", "/orders/{id}")]
    [InlineData("/prod/orders/17/lines", "/orders/{proxy+}")]
    [InlineData("/prod/orders", "/{proxy+}")]
    [InlineData("/prod/elsewhere/17", "/{proxy+}")]
    public void An_exact_part_comes_before_a_variable_before_the_rest(string path, string expected)
    {
        var routes = new RouteTable(Apis.Rest("ANY /{proxy+}", "ANY /orders/{proxy+}", "GET /orders/{id}", "GET /orders/new"));

        Assert.Equal(expected, routes.Match("GET", path)?.Route.Path.Text);
    }

    [Fact]
    public void A_method_comes_before_any()
    {
        var routes = new RouteTable(Apis.Rest("ANY /orders", "POST /orders"));

        Assert.Equal("POST", routes.Match("POST", "/prod/orders")?.Route.Method);
        Assert.Equal("ANY", routes.Match("PUT", "/prod/orders")?.Route.Method);
    }

    [Fact]
    public void A_rest_resource_without_the_method_is_not_looked_for_elsewhere()
    {
        Assert.Null(new RouteTable(Apis.Rest("GET /orders", "ANY /{proxy+}")).Match("POST", "/prod/orders"));
        Assert.Equal("/{proxy+}", new RouteTable(Apis.Http("GET /orders", "ANY /{proxy+}")).Match("POST", "/orders")?.Route.Path.Text);
    }

    [Theory]
    [InlineData("/prod/a/b/", "a/b")]
    [InlineData("/prod//a//b", "a//b")]
    [InlineData("//prod/a", "a")]
    [InlineData("/prod/api/user/test%2Balias@gmail.com/plus/test+alias@gmail.com", "api/user/test%2Balias@gmail.com/plus/test+alias@gmail.com")]
    public void Slashes_count_as_recorded(string path, string proxy) =>
        Assert.Equal(proxy, new RouteTable(Apis.Rest("ANY /{proxy+}")).Match("GET", path)?.PathParameters["proxy"]);

    [Theory]
    [InlineData("/")]
    [InlineData("/prod")]
    [InlineData("/product/orders")]
    [InlineData("/dev/orders")]
    [InlineData("/orders")]
    public void Outside_the_stage_there_is_nothing(string path) =>
        Assert.Null(new RouteTable(Apis.Rest("ANY /{proxy+}")).Match("GET", path));

    [Fact]
    public void An_http_api_has_a_default_route_and_no_stage_in_the_path()
    {
        var routes = new RouteTable(Apis.Http("$default", "GET /orders/{id}"));

        Assert.Equal("17", routes.Match("GET", "/orders/17")?.PathParameters["id"]);
        Assert.Equal("$default", routes.Match("DELETE", "/orders/17")?.Route.Key);
        Assert.Equal("$default", routes.Match("GET", "/")?.Route.Key);
    }

    [Fact]
    public void The_root_is_a_route_like_any_other() =>
        Assert.Equal("GET /", new RouteTable(Apis.Rest("GET /", "ANY /{proxy+}")).Match("GET", "/prod/")?.Route.Key);

    [Theory]
    [InlineData("FETCH /orders")]
    [InlineData("GET orders")]
    [InlineData("GET /{proxy+}/more")]
    [InlineData("GET /{a}/{a}")]
    [InlineData("GET /{}")]
    [InlineData("GET /{id")]
    [InlineData("GET /a /b")]
    [InlineData("")]
    public void What_is_no_route_is_refused(string route) => Assert.Throws<FormatException>(() => Route.Parse(route, "fn"));

    [Fact]
    public void The_same_route_twice_is_refused() =>
        Assert.Contains("'GET /a' twice", Assert.Throws<FormatException>(() => new RouteTable(Apis.Rest("GET /a", "get /a"))).Message, StringComparison.Ordinal);
}
