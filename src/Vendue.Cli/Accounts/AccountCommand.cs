namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account</c>: keys, money and actions of an account.</summary>
static class AccountCommand
{
    internal static Command Create() => new("account", "Make keys, move money and send actions for an account.")
    {
        NewCommand.Create(),
        NewDelegateCommand.Create(),
        ShowCommand.Create(),
        AccountProofCommand.Create(),
        DepositCommand.Create(),
        WithdrawCommand.Create(),
        AuthoriseCommand.Create(),
        LimitKeyCommand.Create(),
        RevokeCommand.Create(),
        RecordCommand.Create(),
        SendCommand.Create(),
    };
}
