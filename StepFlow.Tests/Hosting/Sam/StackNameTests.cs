using StepFlow.Hosting;
using StepFlow.Hosting.Sam;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

public sealed class StackNameTests
{
    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("My App", "My-App")]
    [InlineData("2nd_try (new)", "stack-2nd-try-new")]
    [InlineData("___", "stack")]
    public void A_folder_gives_a_name_that_a_stack_can_have(string folder, string name)
    {
        Assert.Equal(name, StackName.OfFolder(folder));
        Assert.Equal(name, StackName.Checked(name));
    }

    [Theory]
    [InlineData("My App")]
    [InlineData("9")]
    [InlineData("")]
    public void A_given_name_that_no_stack_can_have_is_refused(string name) =>
        Assert.StartsWith($"--stack-name '{name}' is no name of a stack: letters, digits and hyphens", Assert.Throws<StartException>(() => StackName.Checked(name)).Message, StringComparison.Ordinal);
}
