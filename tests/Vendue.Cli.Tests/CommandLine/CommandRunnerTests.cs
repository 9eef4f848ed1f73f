using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Tests.CommandLine;

public class CommandRunnerTests
{
    static RootCommand With(Func<CommandConsole, int> action) => new("test")
    {
        GlobalOptions.Json,
        new Command("do") { new Option<int>("--count") }.Runs((_, console, _) => Task.FromResult(action(console))),
    };

    static RootCommand Failing(Exception exception) => With(_ => throw exception);

    [Fact]
    public async Task The_exit_code_is_the_commands()
    {
        (await VendueCommand.RunAsync(With(_ => ExitCode.Success), "do")).ExitCode.ShouldBe(0);
        (await VendueCommand.RunAsync(With(_ => ExitCode.Negative), "do")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_is_a_line_for_people_and_an_object_for_programs()
    {
        var commands = With(console =>
        {
            console.Answer("It is 5.", new JsonObject { ["it"] = 5 });
            console.Warn("Careful.");
            return ExitCode.Success;
        });
        (await VendueCommand.RunAsync(commands, "do")).ShouldBe(new(0, "It is 5." + Environment.NewLine, "Careful." + Environment.NewLine));
        var machine = await VendueCommand.RunAsync(commands, "do", "--json");
        ((int)machine.Json["it"]!).ShouldBe(5);
        machine.Error.ShouldBeEmpty();
        (await VendueCommand.RunAsync(commands, "--json", "do")).ShouldBe(machine);
    }

    public static TheoryData<Exception, string, int> Failures => new()
    {
        { new CommandException("some-code", "A sentence."), "some-code", 2 },
        { new WitnessException(WitnessErrors.AssertFailed, "A sentence."), "witness-assert-failed", 2 },
        { new FileNotFoundException("A sentence."), "file-not-found", 2 },
        { new UnauthorizedAccessException("A sentence."), "file-not-accessible", 2 },
        { new OperationCanceledException(), "interrupted", 130 },
        { new InvalidOperationException("Two\nlines"), "fault", 3 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_one_sentence_and_a_code_without_a_stack_trace(Exception exception, string code, int exitCode)
    {
        var human = await VendueCommand.RunAsync(Failing(exception), "do");
        human.ExitCode.ShouldBe(exitCode);
        human.Output.ShouldBeEmpty();
        human.Error.TrimEnd().ShouldNotContain('\n');
        human.Error.ShouldNotContain("   at ");

        var machine = await VendueCommand.RunAsync(Failing(exception), "do", "--json");
        machine.ExitCode.ShouldBe(exitCode);
        machine.Output.ShouldBeEmpty();
        machine.Failure.Code.ShouldBe(code);
        machine.Failure.Message.ShouldBe(human.Error.TrimEnd());
    }

    [Theory]
    [InlineData("do", "--count", "many")]
    [InlineData("do", "--unknown", "")]
    [InlineData("undo", "", "")]
    public async Task A_wrong_command_line_is_unusable_input(params string[] arguments)
    {
        string[] given = [.. arguments.Where(a => a.Length > 0)];
        var human = await VendueCommand.RunAsync(With(_ => ExitCode.Success), given);
        human.ExitCode.ShouldBe(2);
        human.Error.TrimEnd().ShouldNotContain('\n');
        human.Error.ShouldContain("--help");
        (await VendueCommand.RunAsync(With(_ => ExitCode.Success), [.. given, "--json"])).Failure.Code.ShouldBe("usage");
    }

    [Fact]
    public async Task An_unknown_command_is_named() =>
        (await VendueCommand.RunAsync("prove")).Error.ShouldContain("`vendue` has no command or option 'prove'");

    [Fact]
    public async Task The_version_is_one_line()
    {
        var version = await VendueCommand.RunAsync("--version");
        version.ExitCode.ShouldBe(0);
        version.Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+\S*$");
    }

    [Fact]
    public async Task Help_is_an_answer_and_no_failure_and_has_examples()
    {
        var help = await VendueCommand.RunAsync("proof", "prove", "--help");
        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("Examples:");
        help.Output.ShouldContain("vendue proof prove --zkey chain.zkey");
        help.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "proof")]
    [InlineData("proof", "setup")]
    public async Task A_command_that_groups_others_answers_with_them(string group, string member)
    {
        var help = await VendueCommand.RunAsync(group.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain(member);
        help.Error.ShouldBeEmpty();
    }
}
