using Vendue.Client;

namespace Vendue.Cli.Tests.Accounts;

public sealed class KeyCommandsTests : IDisposable
{
    const string Delegator = "0x8ba1f109551bd432803012645ac136ddd64dba72";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_owner_key_is_a_file_for_its_owner_only_and_its_secret_is_not_shown()
    {
        var run = await VendueCommand.RunAsync("account", "new", "--key", folder["me.json"]);
        run.ExitCode.ShouldBe(0);
        var key = KeyFile.LoadOwner(folder["me.json"]);
        run.Output.ShouldContain(key.Address.ToString());
        string secret = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder["me.json"]))!["secret"]!.GetValue<string>();
        (run.Output + run.Error).ShouldNotContain(secret[2..]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder["me.json"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        await VendueCommand.DoAsync("account", "new", "--key", folder["me.json"]);
        var before = File.ReadAllText(folder["me.json"]);
        (await VendueCommand.FailAsync(2, "account", "new", "--key", folder["me.json"])).ShouldBe("key-exists");
        (await VendueCommand.FailAsync(2, "account", "new-delegate", "--for", Delegator, "--key", folder["me.json"])).ShouldBe("key-exists");
        File.ReadAllText(folder["me.json"]).ShouldBe(before);
    }

    [Fact]
    public async Task Whose_a_key_file_is_can_be_asked_without_a_node()
    {
        var owner = await VendueCommand.DoAsync("account", "new", "--key", folder["me.json"]);
        var delegated = await VendueCommand.DoAsync("account", "new-delegate", "--for", Delegator, "--key", folder["hot.json"]);
        (await VendueCommand.DoAsync("account", "show", "--key", folder["me.json"]))["account"]!.ToString().ShouldBe(owner["account"]!.ToString());
        var shown = await VendueCommand.DoAsync("account", "show", "--key", folder["hot.json"]);
        shown["account"]!.ToString().ShouldBe(Delegator);
        shown["delegate"]!.ToString().ShouldBe(delegated["delegate"]!.ToString());
    }

    [Fact]
    public async Task A_key_file_that_is_missing_or_none_is_named()
    {
        (await VendueCommand.FailAsync(2, "account", "show", "--key", folder["none.json"])).ShouldBe("file-not-found");
        File.WriteAllText(folder["broken.json"], "{");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["broken.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await VendueCommand.FailAsync(2, "account", "show", "--key", folder["broken.json"])).ShouldBe("key-unusable");
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await VendueCommand.DoAsync("account", "new", "--key", folder["me.json"]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["me.json"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await VendueCommand.FailAsync(2, "account", "show", "--key", folder["me.json"])).ShouldBe("key-unusable");
    }
}
