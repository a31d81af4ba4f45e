using System.Diagnostics;
using StepFlow.Aws.Tracing;
using Xunit;

namespace StepFlow.Tests.Aws.Tracing;

public sealed class XRayTraceHeaderTests
{
    private const string TraceParentText = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    private const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    [Fact]
    public void Both_headers_carry_the_same_ids()
    {
        Assert.Equal(Header, XRayTraceHeader.FromTraceParent(TraceParentText));
        Assert.Equal(TraceParentText, XRayTraceHeader.ToTraceParent(Header));
    }

    [Theory]
    [InlineData("Sampled=1;Parent=53995c3f42cd8ad8;Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793; Parent=53995c3f42cd8ad8; Sampled=1; Lineage=1:a87bd80c:0")]
    [InlineData("Self=1-67891234-12456789abcdef012345678;Root=1-5759E988-BD862E3FE1BE46A994272793;Parent=53995C3F42CD8AD8;Sampled=1")]
    public void Order_further_fields_and_case_do_not_matter(string header) =>
        Assert.Equal(TraceParentText, XRayTraceHeader.ToTraceParent(header));

    [Fact]
    public void A_root_alone_goes_on_without_a_parent_span()
    {
        Assert.True(XRayTraceHeader.TryParse("Root=1-5759e988-bd862e3fe1be46a994272793", out var context));

        Assert.Equal("5759e988bd862e3fe1be46a994272793", context.TraceId.ToHexString());
        Assert.Equal(default, context.SpanId);
        Assert.Null(XRayTraceHeader.ToTraceParent("Root=1-5759e988-bd862e3fe1be46a994272793"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=5759e988bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e98z-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8")]
    public void What_is_no_trace_is_refused(string? header) => Assert.False(XRayTraceHeader.TryParse(header, out _));

    [Fact]
    public void Not_sampled_stays_not_sampled()
    {
        Assert.True(XRayTraceHeader.TryParse(Header.Replace("Sampled=1", "Sampled=0", StringComparison.Ordinal), out var context));

        Assert.Equal(ActivityTraceFlags.None, context.TraceFlags);
        Assert.EndsWith("Sampled=0", XRayTraceHeader.Format(context), StringComparison.Ordinal);
    }

    [Fact]
    public void Traceparent_wins_over_the_xray_header()
    {
        var other = Header.Replace("5759e988", "00000001", StringComparison.Ordinal);

        Assert.Equal("5759e988bd862e3fe1be46a994272793", TraceParent.Read(TraceParentText, null, other).TraceId.ToHexString());
        Assert.Equal("00000001bd862e3fe1be46a994272793", TraceParent.Read("nonsense", null, other).TraceId.ToHexString());
        Assert.Equal(default, TraceParent.Read(null, null, null));
    }
}
