using StepFlow.Aws.Paging;
using Xunit;

namespace StepFlow.Tests.Aws.Paging;

public sealed class PageTokenTests
{
    [Theory]
    [InlineData("")]
    [InlineData("flow-7")]
    [InlineData("é 7")]
    public void A_token_gives_its_place_back(string place) => Assert.Equal(place, PageToken.Read("list", PageToken.Write("list", place)));

    [Fact]
    public void The_token_of_another_list_is_refused() => Assert.Null(PageToken.Read("other", PageToken.Write("list", "7")));

    [Theory]
    [InlineData("InvalidToken")]
    [InlineData("not base64!")]
    [InlineData("A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_token_that_was_never_given_is_refused(string token) => Assert.Null(PageToken.Read("list", token));
}
