// One warm snarkjs process: verifies the given files again and again, then prints the median time as JSON.
const path = require("path");
const fs = require("fs");

async function main() {
  const [modules, files, protocol, repetitions] = process.argv.slice(2);
  const snarkjs = require(path.join(modules, "snarkjs"));
  const read = (name) => JSON.parse(fs.readFileSync(`${files}.${name}.json`, "utf8"));
  const times = [];
  for (let i = -10; i < Number(repetitions); i++) {
    const [key, values, proof] = [read(`${protocol}.vkey`), read("public"), read(`${protocol}.proof`)];
    const start = process.hrtime.bigint();
    if (!(await snarkjs[protocol].verify(key, values, proof))) process.exit(1);
    if (i >= 0) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ median: times[times.length >> 1] }));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
