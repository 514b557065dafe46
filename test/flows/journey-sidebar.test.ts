import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { newsTopic } from "../../nodes/journey-sidebar/desk.ts";
import { type OverviewTold, overviewTopic } from "../../nodes/journey-sidebar/overview/desk.ts";
import { type CallsTold, callsTopic } from "../../nodes/shared/webhook-desk.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { type FlowNode, type Platform, Runtime, until } from "./runtime.ts";
import { strippingProxy } from "./stripping-proxy.ts";
import { root } from "./user-directory.ts";

/** The sidebar where an administrator has set limits: users and rights, another root, a proxy in front, several editors. */

const platforms: Platform[] = [
  { name: "Node-RED 5.0", node: "node/bin/node", nodeRed: "node-red" },
  { name: "Node-RED 4.1", node: "node/bin/node", nodeRed: "node-red-4" },
];

/** Every route of the sidebar, as its source opens it; those of the page People by a function of their own. */
const folder = join(root, "nodes/journey-sidebar");
const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => [
    ...readFileSync(join(folder, name), "utf8").matchAll(
      /(deskRoute\(\s*RED,|\broute\()\s*"(get|look|post)",\s*"([^"]+)"/g,
    ),
  ])
  .map(([, opens = "", how = "", path = ""]) => ({
    ...{ method: how === "get" ? "get" : "post", changes: how === "post" },
    path: `${opens === "route(" ? "people/" : ""}${path.replaceAll(/:\w+/g, "none")}`,
  }));

const users = `{ type: "credentials",
  users: async (username) => ({ username, permissions: username === "anne" ? "*" : "read" }),
  authenticate: async (username, password) =>
    password === "secret" ? { username, permissions: username === "anne" ? "*" : "read" } : null }`;
const place = { z: "tab", x: 10, y: 10 };
const flow = [
  { id: "tab", type: "tab" },
  { id: "c1", type: "campaign", name: "Spring", timeZone: "Europe/Paris", locale: "en" },
  {
    ...{ ...place, id: "list", type: "inject", once: false, props: [{ p: "payload" }], payloadType: "json" },
    ...{ payload: '[{"id":"R-1","caseKey":"D-1","firstName":"Camille"}]', wires: [["people"]] },
  },
  { ...place, id: "people", type: "audience", campaign: "c1", source: "message", columns: [], wires: [["wait"], []] },
  { ...place, id: "wait", type: "wait-for-decision", campaign: "c1", wires: [[], [], [], []] },
  {
    ...{ ...place, id: "hook", type: "inbound-webhook", version: 3, campaign: "c1", endpoint: mintEndpoint() },
    ...{ slug: "partner", wires: [[], []], rate: { webhook: 0, source: 0 } },
    fields: [{ name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" }],
    credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
  },
] as FlowNode[];

for (const platform of platforms)
  describe(`the sidebar, ${platform.name}`, function () {
    this.timeout(60_000);
    let runtime: Runtime;
    let proxy: Awaited<ReturnType<typeof strippingProxy>>;
    const tokens: Record<string, string> = {};
    const ask = (base: string, method: string, path: string, user?: string) =>
      fetch(`${base}/belle-histoire/journey/${path}`, {
        method: method === "get" ? "GET" : "POST",
        headers: {
          "content-type": "application/json",
          ...(user !== undefined && { authorization: `Bearer ${tokens[user]}` }),
        },
        ...(method !== "get" && { body: "{}" }),
      });

    before(async () => {
      const settings = `{ adminAuth: ${users}, httpAdminRoot: "/admin" }`;
      runtime = await Runtime.prepared(platform, flow, { settings });
      await until(async () => (runtime.output.includes("Started flows") ? true : undefined), "flows run");
      proxy = await strippingProxy("/tools", runtime.host, false);
      for (const [username, scope] of [
        ["anne", "*"],
        ["luc", "read"],
      ] as const) {
        const asked = { client_id: "node-red-admin", grant_type: "password", scope, username, password: "secret" };
        const answer = await fetch(runtime.urlOf("/admin/auth/token"), {
          method: "POST",
          body: new URLSearchParams(asked),
        });
        tokens[username] = ((await answer.json()) as { access_token: string }).access_token;
      }
    });
    after(async () => {
      await proxy.close();
      await runtime.remove();
    });

    it("opens no route to whoever has no token, and none that changes something to whoever may only read", async () => {
      for (const page of ["campaigns", "overview", "webhooks", "people", "attention", "play"])
        assert.ok(
          routes.some(({ path }) => path.split("/")[0] === page),
          page,
        );
      const bases = { direct: runtime.urlOf("/admin"), proxied: `${proxy.url}/admin` };
      for (const [name, base] of Object.entries(bases))
        for (const { method, changes, path } of routes) {
          const status = async (user?: string) => (await ask(base, method, path, user)).status;
          const about = `${name}: ${method} ${path}`;
          assert.equal(await status(), 401, about);
          // Node-RED answers whoever may not with 401 as well.
          if (changes) assert.equal(await status("luc"), 401, about);
          else assert.ok(![401, 403].includes(await status("luc")), about);
          assert.ok(![401, 403].includes(await status("anne")), about);
        }
      for (const user of ["anne", "luc"]) {
        const answer = await ask(bases.proxied, "get", "overview?campaign=c1", user);
        assert.deepEqual([answer.status, answer.headers.get("cache-control")], [200, "no-store"]);
      }
    });

    /** Somebody's line to Node-RED; what is told on it, by topic. */
    async function lineOf(user?: string) {
      const socket = new WebSocket(`ws://${runtime.host}/admin/comms`);
      const heard: { topic: string; data: unknown }[] = [];
      socket.addEventListener("message", ({ data }) => {
        for (const word of [JSON.parse(String(data))].flat() as { topic?: string; data: unknown }[])
          if (word.topic?.startsWith("belle-histoire/")) heard.push(word as (typeof heard)[number]);
      });
      await once(socket, "open");
      if (user !== undefined) {
        socket.send(JSON.stringify({ auth: tokens[user] }));
        await once(socket, "message");
      }
      const told = <Word>(topic: string) => heard.filter((one) => one.topic === topic).map(({ data }) => data as Word);
      return { socket, heard, told };
    }
    const all = async () => [await lineOf("anne"), await lineOf("luc"), await lineOf()] as const;

    it("tells all who look, each for themselves, and nobody without a token", async () => {
      const [anne, luc, nobody] = await all();
      for (const user of ["anne", "luc"]) await ask(runtime.urlOf("/admin"), "get", "overview?campaign=c1", user);
      const started = await fetch(runtime.urlOf("/admin/inject/list"), {
        method: "POST",
        headers: { authorization: `Bearer ${tokens.anne}` },
      });
      assert.equal(started.status, 200);
      const waits = async ({ told }: typeof anne) =>
        told<OverviewTold>(overviewTopic).at(-1)?.nodes.wait?.waiting === 1 ? true : undefined;
      await until(() => waits(anne), "Anne hears it");
      await until(() => waits(luc), "Luc hears it");
      assert.deepEqual(anne.heard, luc.heard);
      assert.deepEqual(anne.told(newsTopic)[0], { campaign: "c1" });
      assert.deepEqual(nobody.heard, []);
      assert.doesNotMatch(JSON.stringify(anne.heard), /Camille|R-1|D-1/);
      for (const { socket } of [anne, luc, nobody]) socket.close();
    });

    it("tells of calls to all once somebody looks at them, a few times a second in a storm, and nobody without a token", async () => {
      const [anne, luc, nobody] = await all();
      const calls = ({ told }: typeof anne) => told<CallsTold>(callsTopic);
      const post = async (caseKey: string) => (await runtime.post({ caseKey })).status;
      const list = async (user: string) => {
        const answer = await ask(runtime.urlOf("/admin"), "get", "webhooks?campaign=c1", user);
        const { webhooks } = (await answer.json()) as { webhooks: { today: { refused: number } }[] };
        return webhooks[0]?.today.refused;
      };
      assert.equal(await post("NOBODY-1"), 404);
      assert.equal(await list("luc"), 1);
      assert.deepEqual(calls(anne), []);
      const began = performance.now();
      for (let round = 0; round < 20; round += 1)
        await Promise.all(Array.from({ length: 25 }, (_, one) => post(`NOBODY-${round}-${one}`)));
      // Whoever asks as soon as the last word has come misses no call.
      await until(
        async () => (calls(luc).length > 0 && (await list("luc")) === 501 ? true : undefined),
        "all are known",
      );
      const { length } = calls(luc);
      const seconds = (performance.now() - began) / 1_000;
      assert.ok(length <= 2 + 2 * Math.ceil(seconds), `${length} words in ${seconds} s`);
      assert.equal(await post("NOBODY-2"), 404);
      await until(async () => (calls(luc).length > length ? true : undefined), "one more call is told");
      assert.equal(await list("luc"), 502);
      await until(async () => (calls(anne).length === calls(luc).length ? true : undefined), "Anne hears the same");
      assert.ok(calls(anne).every((word) => JSON.stringify(word) === '{"webhooks":["hook"]}'));
      assert.deepEqual(nobody.heard, []);
      for (const { socket } of [anne, luc, nobody]) socket.close();
    });
  });
