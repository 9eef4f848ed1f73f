namespace Vendue.Client.Tests;

public sealed class KeyFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("vendue-keys").FullName;

    string PathOf(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_owners_key_is_read_as_it_was_written()
    {
        var key = OwnerKey.Generate();
        KeyFile.Save(PathOf("sub/owner.json"), key);
        KeyFile.LoadOwner(PathOf("sub/owner.json")).RevealSecret().ShouldBe(key.RevealSecret());
        KeyFile.LoadSigner(PathOf("sub/owner.json")).Account.ShouldBe(key.Address);
    }

    [Fact]
    public void A_delegated_key_is_read_with_the_account_it_signs_for()
    {
        KeyFile.Save(PathOf("agent.json"), Samples.Delegated, "alice");
        using var key = KeyFile.LoadDelegated(PathOf("agent.json"));
        key.RevealSecret().ShouldBe(Samples.Delegated.RevealSecret());
        var signer = KeyFile.LoadSigner(PathOf("agent.json"));
        (signer.Account, signer.Key).ShouldBe(((Name)"alice", Samples.Delegated.Public));
    }

    [Fact]
    public void A_key_file_is_never_overwritten_and_leaves_nothing_beside_it()
    {
        KeyFile.Save(PathOf("a"), Samples.Owner);
        Should.Throw<IOException>(() => KeyFile.Save(PathOf("a"), OwnerKey.Generate())).Message.ShouldContain("already");
        KeyFile.LoadOwner(PathOf("a")).Address.ShouldBe(Samples.Owner.Address);
        Directory.GetFiles(folder).ShouldBe([PathOf("a")]);
    }

    [Fact]
    public void Only_its_owner_may_read_a_key_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        KeyFile.Save(PathOf("a"), Samples.Owner);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(PathOf("a")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(PathOf("a"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }
        Should.Throw<IOException>(() => KeyFile.LoadOwner(PathOf("a"))).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void A_key_of_the_other_kind_is_refused()
    {
        KeyFile.Save(PathOf("owner"), Samples.Owner);
        KeyFile.Save(PathOf("agent"), Samples.Delegated, "alice");
        Should.Throw<IOException>(() => KeyFile.LoadDelegated(PathOf("owner")));
        Should.Throw<IOException>(() => KeyFile.LoadOwner(PathOf("agent")));
    }

    [Fact]
    public void A_spoilt_file_is_refused_without_showing_the_secret()
    {
        KeyFile.Save(PathOf("a"), Samples.Owner);
        var secret = Samples.Owner.RevealSecret();
        var text = File.ReadAllText(PathOf("a"));
        string[] spoilt =
        [
            "", "null", "[]", text[..^10], text.Replace("0xcd2a", "0xcd2b", StringComparison.Ordinal), text.Replace(secret, secret + "0", StringComparison.Ordinal),
            text.Replace(secret, "0x" + new string('0', 64), StringComparison.Ordinal), text.Replace(":1,", ":2,", StringComparison.Ordinal), text + new string(' ', 5_000),
        ];
        foreach (var one in spoilt)
        {
            one.ShouldNotBe(text);
            File.WriteAllText(PathOf("a"), one);
            Should.Throw<IOException>(() => KeyFile.LoadOwner(PathOf("a"))).ToString().ShouldNotContain(secret[2..20]);
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<FileNotFoundException>(() => KeyFile.LoadOwner(PathOf("none"))).Message.ShouldContain("none");
}
