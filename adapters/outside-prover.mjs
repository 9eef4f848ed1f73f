// The contract of docs/outside-provers.md, once for all adapters. This process only talks, so that it answers at once
// whatever happens; proofs are made in processes of their own, which are kept between proofs and killed to cancel one.
//
// An adapter is an object { name, verifies, prepare } whose file calls serve(adapter). `prepare(options, folder)` runs in
// each worker, once, and gives { programs, prove(job), verify(job) }: `prove` gives the names of the files that it wrote into
// the job's folder, { proof, publicValues }, and throws what has gone wrong.

import { fork } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const done = "done.json";
const asWorker = "--worker";

/** Writes a file of a job whole or not at all. */
export function write(folder, name, content) {
  writeFileSync(path.join(folder, `${name}.part`), content);
  renameSync(path.join(folder, `${name}.part`), path.join(folder, name));
  return name;
}

/** The command line: `--name value` for each of the names; a missing one that is required ends the process with a sentence. */
export function optionsOf(required, optional = {}) {
  const options = Object.fromEntries([...required, ...Object.keys(optional)].map(name => [name, { type: "string", default: optional[name] }]));
  const { values } = parseArgs({ args: process.argv.slice(2).filter(word => word !== asWorker), options });
  const missing = required.filter(name => values[name] === undefined);
  if (missing.length > 0) fail(`Give ${missing.map(name => `--${name}`).join(", ")}: see docs/outside-provers.md.`);
  return values;
}

/** Ends the process with a sentence in the log. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}

export function serve(adapter, options) {
  process.on("SIGINT", () => {});
  if (process.argv.includes(asWorker)) work(adapter, options);
  else talk(adapter, options);
}

function work(adapter, options) {
  let prepared;
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ task, job }) => {
    try {
      if (task === "prepare") prepared = await adapter.prepare(options, job.folder);
      const answer = task === "prepare" ? prepared.programs : await prepared[task](job);
      if (task === "prove") write(job.folder, done, JSON.stringify(answer));
      process.send({ answer });
    } catch (error) {
      process.send({ error: String(error?.message ?? error).slice(0, 400), impossible: error?.impossible === true });
    }
  });
}

function talk(adapter, options) {
  const slots = Number(options.slots ?? 1);
  const idle = [];
  const waiting = [];
  const jobs = new Map();
  let folder, workers = 0;

  const say = message => process.stdout.write(`${JSON.stringify(message)}\n`);

  // Asks a worker for one thing; `undefined` when it ended over it.
  const ask = (worker, message) => new Promise(resolve => {
    const finish = answer => {
      worker.off("message", finish).off("exit", ended);
      resolve(answer);
    };
    const ended = () => finish(undefined);
    worker.on("message", finish).on("exit", ended);
    worker.send(message);
  });

  const start = async () => {
    workers++;
    const worker = fork(process.argv[1], [...process.argv.slice(2), asWorker], { stdio: ["ignore", 2, 2, "ipc"] });
    worker.on("error", () => {});
    worker.on("exit", () => {
      workers--;
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
      next();
    });
    return [worker, await ask(worker, { task: "prepare", job: { folder } })];
  };

  const run = async (worker, { job, task, tell }) => {
    job.worker = worker;
    const outcome = await ask(worker, { task, job: job.message });
    job.worker = undefined;
    if (worker.connected) idle.push(worker);
    if (!job.cancelled) tell(outcome ?? { error: "The process that made the proof ended." });
    next();
  };

  const next = async () => {
    while (waiting.length > 0 && waiting[0].job.cancelled) waiting.shift();
    if (waiting.length === 0) return;
    if (idle.length > 0) return run(idle.pop(), waiting.shift());
    if (workers >= slots) return;
    const [worker, ready] = await start();
    if (!ready || ready.error) return worker.kill("SIGKILL");
    idle.push(worker);
    next();
  };

  const submit = message => {
    const { id } = message;
    const job = { message };
    jobs.set(id, job);
    waiting.push({
      job, task: "prove", tell: ({ answer, error, impossible }) => {
        jobs.delete(id);
        say(error === undefined ? { type: "result", id, ...answer } : { type: "failed", id, code: "failed", message: error, impossible });
      },
    });
    next();
  };

  const cancel = id => {
    const job = jobs.get(id);
    jobs.delete(id);
    if (job) job.cancelled = true;
    const obey = () => say({ type: "cancelled", id });
    if (!job?.worker) return obey();
    job.worker.once("exit", obey);
    job.worker.kill("SIGKILL");
  };

  const resume = message => {
    const file = path.join(message.folder, done);
    if (existsSync(file)) say({ type: "result", id: message.id, ...JSON.parse(readFileSync(file)) });
    else say({ type: jobs.has(message.id) ? "accepted" : "unknown", id: message.id });
  };

  const hear = {
    hello: async message => {
      folder = message.folder;
      const [worker, ready] = await start();
      if (!ready || ready.error) fail(ready?.error ?? "It could not be made ready; see above.");
      idle.push(worker);
      say({ type: "ready", version: 1, name: adapter.name, slots, verifies: adapter.verifies === true, programs: ready.answer });
    },
    submit: message => {
      say({ type: "accepted", id: message.id });
      if (!jobs.has(message.id)) submit(message);
    },
    resume,
    cancel: message => cancel(message.id),
    verify: message => {
      waiting.unshift({ job: { message }, task: "verify", tell: ({ answer }) => say({ type: "verified", id: message.id, valid: answer === true }) });
      next();
    },
    ping: () => say({ type: "pong" }),
  };
  const lines = createInterface({ input: process.stdin });
  lines.on("line", line => {
    const message = JSON.parse(line);
    hear[message.type]?.(message);
  });
  // Workers end with the channel to this process.
  lines.on("close", () => process.exit());
}
