import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PDF } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import type { PlayAnswer } from "../../nodes/journey-sidebar/play/desk.ts";
import { readStories } from "../../src/store/index.ts";
import { ask, begin, bytesOf, ended, inWords, kinds, play, words, zebulon } from "./play/cases.ts";
import { leakyFlow, listenOutside, type Outside, waysOut } from "./play/leaks.ts";
import { type Platform, Runtime, until } from "./runtime.ts";
import { root } from "./user-directory.ts";

const run = promisify(execFile);
const five: Platform = { name: "Node-RED 5", node: "node/bin/node", nodeRed: "node-red" };
const four: Platform = { name: "Node-RED 4.1", node: "node/bin/node", nodeRed: "node-red-4" };

const readCase = async (name: string) => JSON.parse(await readFile(join(root, "docs/cases", name), "utf8"));

for (const platform of [five, four])
  describe(`the examples are played on ${platform.name}`, function () {
    this.timeout(120_000);
    let runtime: Runtime;

    before(async () => {
      runtime = await Runtime.create(platform, ["insurance-decision.json", "win-back.json"], (flows) =>
        flows.map((node) => (node.type === "inject" ? { ...node, once: false } : node)),
      );
    });
    after(() => runtime?.remove());

    for (const name of ["insurance-proposal.json", "insurance-too-late.json", "win-back-email.json"])
      it(`${name}: what it expects holds, twice the same, in seconds`, async () => {
        const asked = await readCase(name);
        const began = performance.now();
        const told = await play(runtime, asked);
        assert.deepEqual([told.state, told.problems], ["ended", []], inWords(told));
        const failed = told.expected.filter(({ held }) => !held);
        assert.ok(told.expected.length > 0 && failed.length === 0, `${JSON.stringify(failed)}\n${inWords(told)}`);
        assert.ok(performance.now() - began < 20_000);
        const again = await play(runtime, asked);
        const heart = ({ steps }: PlayAnswer) => steps.map(({ at, node, kind }) => `${at} ${node} ${kind}`).sort();
        assert.deepEqual(heart(again), heart(told));
      });

    const decisions: [string, string, RegExp][] = [
      ["accepté", "Lettre d’acceptation", /accepter/],
      ["refusée", "Lettre de refus", /pas y donner suite/],
    ];
    for (const [decision, letter, says] of decisions)
      it(`${decision}: the letter is drawn, and its wires are told`, async () => {
        const { expect: _, ...asked } = await readCase("insurance-proposal.json");
        const [, word] = asked.then;
        const told = await play(runtime, { ...asked, ...words({ ...word, data: { decision } }) });
        const step = told.steps.filter(({ kind }) => kind === "would-send").at(-1);
        assert.ok(kinds(told, "passed").includes(`passed ${letter}`), inWords(told));
        const pdf = await PDF.load(await bytesOf(runtime, told, step?.content?.pdf));
        const text = pdf.extractText().map((page) => page.text);
        assert.match(text.join("\n"), says);
        assert.match(text.join("\n"), /Camille Moreau/);
        const writer = told.steps.find(({ label }) => label === letter);
        assert.deepEqual(step?.wires, [{ from: writer?.node, port: 0, to: step?.node }]);
      });

    it("a word that the webhook would refuse is told with the reason, and the story goes on without it", async () => {
      const { expect: _, ...asked } = await readCase("insurance-proposal.json");
      const [, word] = asked.then;
      const told = await play(runtime, { ...asked, ...words({ ...word, data: { decision: "peut-être" } }) });
      const [refused] = told.steps.filter(({ kind }) => kind === "failed");
      assert.deepEqual([refused?.label, refused?.says], ["Décision de l’annonceur", "invalid"], inWords(told));
      assert.match(refused?.text ?? "", /\/decision/);
      assert.deepEqual(kinds(told, "too-late"), ["too-late Demande attendue"]);
    });

    it("nothing of it is in the store of the campaign, nor in its folders", async () => {
      const store = join(runtime.folder, "belle-histoire", "store.sqlite");
      for (const key of ["D-2001", "R-2001", "R-3001"]) assert.deepEqual(await readStories(store, key), []);
      const left = await readdir(runtime.folder);
      assert.deepEqual(
        left.filter((name) => ["letters", "letters-test", "mails", "sms", "invitations"].includes(name)),
        [],
      );
    });
  });

describe("a flow with ways out", function () {
  this.timeout(120_000);
  let folder: string;
  let outside: Outside;
  let runtime: Runtime;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-outside-"));
    outside = await listenOutside(folder);
    runtime = await Runtime.create(five, [], () => leakyFlow(outside));
  });
  after(async () => {
    await runtime?.remove();
    outside?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** All that got out by whatever way. */
  async function out(): Promise<string> {
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
    const mails = await readdir(join(runtime.folder, "mails")).catch(() => []);
    const sms = await readdir(join(runtime.folder, "sms")).catch(() => []);
    return [outside.heard(), ...files, ...mails, ...sms].join("\n");
  }

  it("nothing of a play gets out, while a real journey does at the same time", async () => {
    const begun = await begin(runtime, zebulon);
    await fetch(runtime.urlOf("/inject/real"), { method: "POST" });
    const told = await ended(runtime, begun);
    assert.deepEqual([told.state, told.problems], ["ended", []], inWords(told));
    const kept = told.steps.filter(({ kind }) => kind === "kept-out").map(({ node }) => node);
    // What comes after a way out is not reached; in a subflow a node has another id.
    for (const way of waysOut.filter((one) => !["triggered", "inside"].includes(one)))
      assert.ok(kept.includes(way), `${way}\n${inWords(told)}`);
    assert.ok(kept.includes("trigger") && kept.length >= waysOut.length, kept.join(" "));
    // The same ways let the real one out: they are open.
    const heard = await until(
      async () => {
        const all = await out();
        const ways = ["/http", "/triggered", "/delayed", "/inside", "/joined", "/caught", "/bare", "/called"];
        return ways.every((way) => all.includes(way)) && (all.match(/Reel/g)?.length ?? 0) >= 11 ? all : undefined;
      },
      `the real one gets out\n${await out()}\n${runtime.output}`,
    );
    assert.doesNotMatch(heard, /zebulon/i);
    assert.doesNotMatch(JSON.stringify(told), /Reel/);
  });

  it("what would have been sent is told, with what held it over night", async () => {
    const told = await play(runtime, zebulon);
    const sends = told.steps.filter(({ kind }) => kind === "would-send");
    const what = sends.map(({ content, at }) => [content?.channel, content?.to?.split("\n")[0], at]).sort();
    const [evening, morning] = ["2026-03-02T21:30:00.000Z", "2026-03-03T07:00:00.000Z"];
    // Nobody is woken by a letter.
    const wanted = [
      ["email", "zebulon@example.org", morning],
      ["print", "Zebulon Moreau", evening],
      ["sms", "+33639980012", morning],
    ];
    assert.deepEqual(what, wanted, inWords(told));
    assert.deepEqual(kinds(told, "wait").sort(), ["wait Mail", "wait SMS"]);
    assert.doesNotMatch(await out(), /zebulon/i);
  });

  const hostile: [string, object][] = [
    ["names a play of its own", { recipient: { ...zebulon.recipient, journey: { play: "x" }, play: "x" } }],
    ["has names of prototypes", { answers: JSON.parse('{"__proto__":{"data":{}},"constructor":{"data":{}}}') }],
    ["has a name full of signs", { name: '<img src=x onerror="1">{{ 7 | times: 7 }}' }],
  ];
  for (const [what, more] of hostile)
    it(`a case that ${what} does no harm`, async () => {
      const told = await play(runtime, { ...zebulon, ...more });
      assert.deepEqual([told.state, told.problems], ["ended", []], inWords(told));
      assert.doesNotMatch(await out(), /zebulon/i);
    });

  const refused: [string, object, RegExp][] = [
    ["no such entry", { entry: "Nobody" }, /no node “Nobody”.*List/],
    ["an entry that is none", { entry: "mail" }, /no node “mail”/],
    ["no such node", words({ node: "Ghost", data: {} }), /no node “Ghost”/],
    ["a case that is none", { version: 3 }, /\/version/],
  ];
  for (const [what, more, says] of refused)
    it(`${what} is told before anything begins`, async () => {
      await assert.rejects(begin(runtime, { ...zebulon, ...more }), says);
    });

  it("a person who is none makes the play fail, and says why", async () => {
    const told = await play(runtime, { ...zebulon, recipient: { id: "P-1", email: "nothing" } });
    assert.equal(told.state, "failed");
    assert.match(told.problems[0] ?? "", /\/recipient\/email/);
  });

  it("one play a user runs at a time; it can be stopped, and a deploy in its middle stops it", async () => {
    const slow = { ...zebulon, entry: "Slow" };
    const first = await begin(runtime, slow);
    await assert.rejects(begin(runtime, slow), /running/);
    await ask(runtime, `play/${first.id}/stop`, { body: {} });
    const stopped = await ended(runtime, first);
    assert.deepEqual([stopped.state, stopped.problems.length], ["stopped", 1]);
    const second = await begin(runtime, slow);
    await until(async () => {
      const { steps } = await ask(runtime, `play/${second.id}`);
      return steps.some(({ node }) => node === "sleep") ? true : undefined;
    }, "it is under way");
    await runtime.deploy();
    const told = await ended(runtime, second);
    assert.equal(told.state, "stopped");
    assert.match(told.problems.join(" "), /deployed anew/);
    const third = await play(runtime, zebulon);
    assert.equal(third.state, "ended", third.problems.join(" "));
    assert.doesNotMatch(await out(), /zebulon/i);
  });
});

/** The command lines of what runs on this machine. */
async function commands(): Promise<string[]> {
  const { stdout } = await run("ps", ["-eo", "args"]);
  return stdout.split("\n");
}

describe("belle-histoire play", function () {
  this.timeout(180_000);
  const program = join(root, "dist/bin/belle-histoire.js");
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-command-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What it says, and its exit code; nothing may be left of it. */
  async function command(...words: string[]) {
    const env = { ...process.env, TMPDIR: folder };
    const told = await run(process.execPath, [program, "play", ...words, "--language", "en"], { cwd: root, env }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const left = (await readdir(folder)).filter((name) => name.startsWith("belle-histoire-cases-"));
    assert.deepEqual(left, []);
    return told;
  }

  it("plays cases, and tells by its exit code and a report what did not hold", async () => {
    const asked = await readCase("insurance-too-late.json");
    const wrong = join(folder, "wrong.json");
    const report = join(folder, "report.xml");
    const expect = [...asked.expect, { kind: "would-send", channel: "sms" }];
    await writeFile(wrong, JSON.stringify({ ...asked, name: "Wrong", expect }));
    const flow = join(root, "examples/insurance-decision.json");
    const told = await command(flow, join(root, "docs/cases/insurance-too-late.json"), wrong, "--junit", report);
    assert.equal(told.code, 1, `${told.stdout}\n${told.stderr}`);
    assert.match(told.stdout, /✘ would be sent, by sms/);
    assert.equal(told.stdout.match(/✘/g)?.length, 1, told.stdout);
    const written = await readFile(report, "utf8");
    assert.match(written, /<testsuite name="Wrong" [^>]*failures="1" errors="0"/);
    assert.equal(written.match(/<failure /g)?.length, 1);
    assert.equal(written.match(/<testsuite /g)?.length, 2);
  });

  it("leaves no process and no folder when it is interrupted", async () => {
    const words = [program, "play", join(root, "examples/win-back.json"), join(root, "docs/cases/win-back-email.json")];
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    const own = await until(async () => {
      const name = (await readdir(folder)).find((one) => one.startsWith("belle-histoire-cases-"));
      return name !== undefined && (await commands()).some((line) => line.includes(name)) ? name : undefined;
    }, "its Node-RED runs");
    child.kill("SIGINT");
    assert.deepEqual(await ended, [130, null]);
    assert.ok(!(await readdir(folder)).includes(own));
    await until(
      async () => ((await commands()).some((line) => line.includes(own)) ? undefined : true),
      "it is gone",
      5,
    );
  });

  it("tells by its exit code what could not be played", async () => {
    const ghost = join(folder, "ghost.json");
    await writeFile(ghost, JSON.stringify({ version: 1, name: "Ghost", entry: "Nobody", recipient: { id: "R" } }));
    const told = await command(join(root, "examples/win-back.json"), ghost);
    assert.deepEqual([told.code, /no node “Nobody”/.test(told.stdout)], [2, true], told.stdout);
    const unread = await command(join(folder, "nothing.json"), ghost);
    assert.deepEqual([unread.code, /nothing\.json cannot be read/.test(unread.stderr)], [2, true], unread.stderr);
  });
});
