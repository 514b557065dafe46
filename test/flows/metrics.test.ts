import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { mintSecret } from "../../src/webhook/index.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";
import { enrolled, webhookFlow } from "./webhook-flow.ts";

const token = "a token of figures for the monitor";
const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const settings = `{
  belleHistoire: { metricsToken: ${JSON.stringify(token.replaceAll(" ", "-"))} },
  logging: { console: { level: "info", audit: true } },
}`;

const people = ["R-1", "R-2", "R-3"].map((id, index) => ({
  ...{ id, caseKey: `D-${index + 1}`, firstName: "Camille", lastName: "Moreau" },
  ...{ street: "3 quai de Rouen", postalCode: "76000", locality: "Rouen" },
}));

const columns = Object.keys(people[0] ?? {}).map((name) => ({ column: name, target: name }));

/** Decisions that become letters in a folder. */
function flows(): FlowNode[] {
  const place = { z: "flow", x: 0, y: 0, campaign: "campaign-0" };
  const ear = { id: "ear", secrets: { "sender.current": mintSecret() } };
  const changes: Record<string, object> = {
    ear: { wires: [["letter"], []] },
    "people-0": { columns },
    "rows-0": { payload: JSON.stringify(people) },
  };
  return [
    ...webhookFlow([ear], people.length).map((node) => ({ ...node, ...changes[node.id] })),
    {
      ...{ id: "letter", ...place, type: "render-message", version: 3, channel: "print", subject: "News" },
      ...{ body: "Dear reader", sender: "Belle Histoire\n1 rue du Port\n44000 Nantes", wires: [["print"], []] },
    },
    {
      id: "print",
      ...place,
      type: "send-print-job",
      version: 3,
      name: "Letters",
      folder: "letters",
      wires: [[], [], []],
    },
  ] as FlowNode[];
}

/** Values by their name and labels. */
function valuesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

describe("figures and log lines of a running campaign", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  const ask = (authorization?: string, method = "GET") =>
    fetch(runtime.urlOf("/belle-histoire/metrics"), { method, headers: authorization ? { authorization } : {} });
  const bearer = `Bearer ${token.replaceAll(" ", "-")}`;

  before(async () => {
    runtime = await Runtime.prepared(platform, flows(), { settings });
    await until(async () => runtime.output.includes(enrolled()) || undefined, "all cases are known");
    for (const [id, key] of [
      ["d-1", "D-1"],
      ["d-2", "D-2"],
      ["d-2", "D-2"],
      ["d-3", "nobody"],
    ] as const)
      await runtime.post({ caseKey: key, decision: "accepted" }, id);
    await until(async () => (await runtime.tickets()).length === 2 || undefined, "two letters");
  });
  after(() => runtime.remove());

  it("tells Prometheus what happened, at every node, with names of nodes and of no person", async () => {
    const labels = 'campaign="campaign-0",node="print",type="send-print-job",name="Letters"';
    const sent = `belle_histoire_history_lines{${labels},kind="send.sent"}`;
    const { text, values } = await until(async () => {
      const response = await ask(bearer);
      assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
      const text = await response.text();
      return valuesOf(text).get(sent) === 2 ? { text, values: valuesOf(text) } : undefined;
    }, "two letters are counted");
    const calls = (receipt: string, status: number) =>
      values.get(
        `belle_histoire_webhook_calls_total{campaign="campaign-0",node="ear",receipt="${receipt}",status="${status}"}`,
      );
    assert.equal(calls("accepted", 202), 2);
    assert.equal(calls("duplicate", 200), 1);
    assert.equal(calls("unknown-case", 404), 1);
    assert.equal(values.get('belle_histoire_store_up{campaign="campaign-0",name="C 0"}'), 1);
    assert.equal(values.get('belle_histoire_store_operation_seconds_count{operation="accept"}'), 4);
    assert.ok((values.get('belle_histoire_tasks_held{campaign="campaign-0"}') ?? -1) >= 0);
    assert.ok((values.get("nodejs_eventloop_lag_p99_seconds") ?? 0) > 0);
    assert.doesNotMatch(text, /D-[123]|R-[123]|nobody/);
  });

  const refused: [string, string | undefined, string, number][] = [
    ["without a token", undefined, "GET", 401],
    ["with another token", "Bearer another-token-of-figures", "GET", 401],
    ["with a beginning of it", bearer.slice(0, -1), "GET", 401],
    ["with the password of Basic", `Basic ${btoa(`prometheus:${token.replaceAll(" ", "-")}`)}`, "GET", 200],
    ["by POST", bearer, "POST", 405],
    ["by HEAD", bearer, "HEAD", 200],
  ];
  for (const [how, authorization, method, status] of refused)
    it(`answers ${status} ${how}`, async () => {
      assert.equal((await ask(authorization, method)).status, status);
    });

  it("answers the same after a deploy", async () => {
    const { rev: _rev, flows: running } = (await runtime.api("/flows")) as { rev: string; flows: FlowNode[] };
    await runtime.api("/flows", { flows: running });
    const text = await (await ask(bearer)).text();
    assert.match(text, /belle_histoire_webhook_calls_total\{[^}]*receipt="accepted"[^}]*\} 2/);
  });

  it("writes a line of JSON for what happened, about nobody", async () => {
    const lines = runtime.output.split("\n").filter((line) => line.includes('"event":"belle-histoire.'));
    const told = lines.map((line) => JSON.parse(line.slice(line.indexOf("{"))) as Record<string, unknown>);
    const of = (event: string) => told.filter((line) => line.event === `belle-histoire.${event}`);
    assert.deepEqual(
      of("webhook.call").map(({ receipt }) => receipt),
      ["accepted", "accepted", "duplicate", "unknown-case"],
    );
    assert.equal(of("send.queued").length, 2);
    const sent = of("send.sent");
    assert.equal(sent.length, 2);
    assert.deepEqual([sent[0]?.node, typeof sent[0]?.task], ["print", "string"]);
    assert.doesNotMatch(lines.join("\n"), /D-[123]|R-[123]|nobody/);
  });
});

describe("a token of figures that can be guessed", function () {
  this.timeout(60_000);
  it("opens nothing, and the log says what to do", async () => {
    const runtime = await Runtime.prepared(platform, [{ id: "flow", type: "tab" }] as FlowNode[], {
      settings: '{ belleHistoire: { metricsToken: "short" } }',
    });
    try {
      await until(async () => /Started flows/.test(runtime.output) || undefined, "flows run");
      assert.match(runtime.output, /their token has less than 16 characters/);
      const answer = await fetch(runtime.urlOf("/belle-histoire/metrics"), {
        headers: { authorization: "Bearer short" },
      });
      assert.equal(answer.status, 404);
    } finally {
      await runtime.remove();
    }
  });
});
