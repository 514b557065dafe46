import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, describe, it } from "mocha";
import { PersonExport } from "../../src/rights/index.ts";
import { answerJson, startService, type TestService } from "../src/service/server.ts";
import { type FlowNode, type Platform, Runtime, until } from "./runtime.ts";

const run = promisify(execFile);
const platform: Platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };

/** What must not be found in any file of the store. */
const traces = ["Garnier", "Julien", "boulevard des Remparts", "julien.garnier", "D-1002", '"R-2"', "told-of-julien"];
const printer = "f1a0000000000047";

/** The list with one more column, which has an address of one of them. */
function withAddress(list: string): string {
  const [head, ...rows] = list.trimEnd().split("\n");
  const more = rows.map((row) => `${row};${row.includes("Garnier") ? "julien.garnier@example.org" : ""}`);
  return [`${head};mél`, ...more, ""].join("\n");
}

/** The example, with an address of the person, and a service that is called after the proposal. */
function withService(flows: FlowNode[], origin: string): FlowNode[] {
  const changed = flows.map((node) => {
    const { payload, wires, columns } = node as { payload?: string; wires?: string[][]; columns?: object[] };
    if (node.type === "inject" && payload?.includes("Garnier")) return { ...node, payload: withAddress(payload) };
    if (columns !== undefined && node.type === "audience")
      return { ...node, columns: [...columns, { column: "mél", target: "email" }] };
    if (node.id === printer)
      return { ...node, wires: [[...(wires?.[0] ?? []), "service"], ...(wires?.slice(1) ?? [])] };
    return node;
  });
  const { z } = flows.find(({ id }) => id === printer) as FlowNode & { z: string };
  const service = {
    ...{ id: "service", type: "call-service", version: 1, z, x: 100, y: 100, campaign: "f1a0000000000002" },
    ...{ address: `${origin}/told`, recovery: "key", inside: true, wires: [[], [], []] },
  };
  return [...changed, service] as FlowNode[];
}

describe("a person who is erased while Node-RED runs", function () {
  this.timeout(180_000);
  let runtime: Runtime;
  let service: TestService;
  const store = () => join(runtime.folder, "belle-histoire");

  before(async () => {
    service = await startService((_seen, response) => answerJson(response, 200, { note: "told-of-julien" }));
    runtime = await Runtime.create(platform, ["insurance-decision.json"], (flows) =>
      withService(flows, service.origin),
    );
  });
  after(async () => {
    await runtime?.remove();
    await service?.close();
  });

  const command = (...words: string[]) =>
    run(process.execPath, [
      "bin/belle-histoire.ts",
      ...words,
      ...["--store", join(store(), "store.sqlite"), "--language", "en"],
    ]);
  const refusal = (...words: string[]) =>
    command(...words).then(
      ({ stdout }) => assert.fail(stdout),
      (error: { stderr: string }) => error.stderr,
    );
  const exported = async (...more: string[]) =>
    PersonExport.parse(JSON.parse((await command("export", "R-2", ...more)).stdout));
  const letters = (count: number) =>
    until(async () => {
      const found = await runtime.ticketsOf("D-1002");
      return found.length >= count ? found : undefined;
    }, `${count} letters\n${runtime.output}`);

  async function files(): Promise<string[]> {
    const entries = await readdir(store(), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  /** Which traces the bytes of the store's files hold. */
  async function found(): Promise<string[]> {
    const all = await Promise.all((await files()).map((file) => readFile(file).catch(() => Buffer.alloc(0))));
    return traces.filter((trace) => all.some((bytes) => bytes.includes(trace)));
  }

  it("has a story: an invitation, a map, two letters, a wait, a call of a service, a word said twice", async () => {
    const post = (decision: string, id: string, slug?: string) =>
      runtime.post({ caseKey: "D-1002", decision }, id, slug);
    await until(async () => ((await post("degraded", "msg-1")).status < 300 ? true : undefined), "the case is known");
    await letters(1);
    await until(
      async () => ((await exported()).journeys[0]?.history.some(({ kind }) => kind === "send.sent") ? true : undefined),
      "sent",
    );
    await until(async () => ((await post("oui", "msg-2", "reponse")).status === 202 ? true : undefined), "waited for");
    await post("oui", "msg-3", "reponse");
    await letters(2);
    await until(async () => {
      const { journeys } = await exported();
      const sent = journeys[0]?.history.filter(({ kind }) => kind === "send.sent").length;
      return sent === 4 && journeys[0]?.tasks.every(({ state }) => state === "done") ? true : undefined;
    }, "an invitation, two letters and a call");
    assert.deepEqual(await found(), traces);
  });

  it("is shown, exported with letters and maps, and not erased without a word", async () => {
    const out = join(runtime.folder, "export");
    assert.match((await command("export", "D-1002", "--out", out)).stdout, /export\.json is written/);
    const form = PersonExport.parse(JSON.parse(await readFile(join(out, "export.json"), "utf8")));
    // The map of the way for print and for the page, the invitation, and two letters.
    assert.equal(form.assets.length, 5);
    for (const { file = "" } of form.assets) assert.ok((await stat(join(out, file))).size > 0, file);
    const { stdout } = await command("erase", "R-2");
    assert.match(stdout, /Julien Garnier.*\n {2}Handed over already, ask the printer: D-1002-.*\.pdf/);
    assert.match(stdout, /Nothing was erased/);
    assert.equal((await exported()).journeys.length, 1);
    assert.match(await refusal("erase", "D-1002", "--yes"), /erase R-2/);
    assert.match(await refusal("erase", "R-2", "--yes", "--why", "Garnier asked"), /reason names the person/);
    assert.deepEqual(Object.keys(JSON.parse((await command("story", "D-1002", "--json")).stdout)), [
      "version",
      "stories",
    ]);
  });

  it("is in no file of the store any more, and comes back neither by a call nor by an import", async () => {
    const { assets } = await exported();
    const before = (await command("tally")).stdout;
    assert.match((await command("erase", "R-2", "--yes", "--why", "asked by letter")).stdout, /Erased: \d+ tasks/);
    assert.deepEqual(await found(), []);
    const left = await files();
    for (const { hash } of assets) assert.ok(!left.some((file) => file.endsWith(hash)), hash);

    assert.equal(
      (await runtime.post({ caseKey: "D-1002", decision: "oui" }, "msg-9", "reponse")).body.receipt,
      "unknown-case",
    );
    assert.equal(
      (await runtime.post({ caseKey: "D-1002", decision: "accepted" }, "msg-1")).body.receipt,
      "unknown-case",
    );
    // The list of the audience is read again with every start of the flows.
    const loaded = (await command("story", "R-1")).stdout;
    await runtime.deploy();
    await runtime.listening();
    await runtime.post({ caseKey: "D-1001", decision: "accepted" });
    const sent = async () => (await command("story", "R-1")).stdout.split("sent: ").length - 1;
    await until(async () => ((await sent()) === 2 ? true : undefined), "an invitation and a letter");
    assert.match(loaded, /D-1001/);
    assert.match(await refusal("export", "R-2"), /Nobody is known as R-2/);
    // The copy of a list lasts as long as its import.
    await until(async () => ((await found()).length === 0 ? true : undefined), "no trace is left");

    const sums = (text: string) =>
      [...text.matchAll(/\(send-print-job\).* sent (\d+)/g)].map(([, count]) => Number(count));
    const add = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
    assert.equal(add(sums((await command("tally")).stdout)), add(sums(before)) + 1);
    assert.doesNotMatch(runtime.output, /Garnier/);
  });
});
