using BenchmarkDotNet.Running;
using Vendue.Bench;
using Vendue.Bench.Paths;

// A mechanism of the catalogue joins by a path of its own here.
TrialPath[] paths = [new AskPath()];

if (args is ["quick", .. var rest]) Quick.Run(paths, rest.FirstOrDefault() ?? "");
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
