import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "mocha";
import type { CallsAnswer, TryAnswer } from "../../nodes/inbound-webhook/desk.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { isLong } from "../size.ts";
import { ask } from "./ask.ts";
import { type Platform, Runtime, until } from "./runtime.ts";
import { type Behind, editorToken, guard, setUps, trusted } from "./webhook-behind.ts";
import { enrolled, heard, webhookFlow } from "./webhook-flow.ts";

const five = { name: "Node-RED 5.0", node: "node/bin/node", nodeRed: "node-red" };
const four = { name: "Node-RED 4.1", node: "node/bin/node", nodeRed: "node-red-4" };
const onNode22 = { name: "Node-RED 5.0 on Node 22", node: "node22/bin/node", nodeRed: "node-red" };
const everywhere = (): true => true;
/** Each way into the process once: HTTPS, an application's server, its Express. */
const aFew = ({ scheme, program, core }: Behind) =>
  scheme === "https" || (program !== undefined && core.root === "/api");
const runs: { platform: Platform; takes: (setUp: Behind) => boolean }[] = [
  { platform: five, takes: everywhere },
  { platform: four, takes: isLong ? everywhere : aFew },
  { platform: onNode22, takes: isLong ? everywhere : aFew },
];

const page = "https://portal.insurer.example";
const endpoint = mintEndpoint();
const secret = mintSecret();
const flow = webhookFlow(
  [
    {
      id: "webhook",
      endpoint,
      secrets: { "sender.current": secret },
      authentication: { proofs: [{ kind: "standard-webhooks", id: "sender", headers: "webhook" }] },
      origins: [page],
    },
  ],
  5,
);
const bodyOf = (caseKey: string) => JSON.stringify({ caseKey, decision: "accepted" });

function signed(body: string, id: string): Record<string, string> {
  return { "content-type": "application/json", ...sign(readSecret(secret), id, Buffer.from(body), Date.now()) };
}

for (const { platform, takes } of runs)
  for (const setUp of setUps.filter(takes))
    describe(`${setUp.name}, ${platform.name}`, function () {
      this.timeout(60_000);
      const { scheme, root, admin, core, own } = setUp;
      let runtime: Runtime;
      let base: string;
      const said = (words: string) =>
        until(async () => (runtime.output.includes(words) ? true : undefined), `${words}\n${runtime.output}`);

      before(async () => {
        runtime = await Runtime.prepared(platform, flow, setUp);
        base = `${scheme}://${runtime.host}`;
        await said(enrolled());
      });
      after(() => runtime?.remove());

      const address = () => `${base}${root}/webhook/${endpoint}`;
      const post = (body: string, headers: Record<string, string>, url = address()) =>
        ask(url, { headers, body, trusted });

      if (root === undefined) {
        it("opens no port, and the campaign runs", async () => {
          await assert.rejects(post("{}", {}, base), { code: "ECONNREFUSED" });
        });
        return;
      }

      it("takes a proven call, whose event goes on, and tells of it at its receipt's address", async () => {
        const body = bodyOf("D-1");
        const { status, headers, body: answer } = await post(body, signed(body, "evt-1"));
        assert.deepEqual(
          [status, answer.receipt, headers["x-middleware"]],
          [202, "accepted", undefined],
          runtime.output,
        );
        assert.match(String(answer.statusUrl), new RegExp(`^${base}${root}/receipt/[0-9a-f]{20}/[0-9a-z-]+$`));
        await said(heard("evt-1", "D-1"));
        const receipt = await ask(String(answer.statusUrl), { method: "GET", trusted });
        assert.deepEqual([receipt.status, receipt.body.receipt, receipt.body.caseKey], [200, "accepted", "D-1"]);
      });

      it("refuses a call that proves nothing, whatever else it says", async () => {
        const type = { "content-type": "application/json" };
        const authorization = `Basic ${Buffer.from(`${guard.user}:${guard.password}`).toString("base64")}`;
        for (const headers of [type, { ...type, authorization }]) {
          const { status, headers: told, body } = await post(bodyOf("D-2"), headers);
          assert.deepEqual([status, body.receipt], [401, "unauthorised"]);
          assert.equal(told["content-type"], "application/problem+json");
        }
      });

      it("takes the exact bytes, in front of whatever reads bodies on the server", async () => {
        const body = `{ "decision":"accepted",\n"caseKey" : "D-3" }`;
        assert.equal((await post(body, signed(body, "evt-3"))).status, 202);
        assert.equal((await post('{"caseKey":', signed('{"caseKey":', "evt-3b"))).body.receipt, "malformed");
      });

      it(`leaves core nodes to the settings: ${core.status}`, async () => {
        const url = `${base}${core.root}/core`;
        const { status, headers } = await post("{}", { "content-type": "application/json", origin: page }, url);
        assert.equal(status, core.status);
        if (core.status !== 401) return;
        const authorization = `Basic ${Buffer.from(`${guard.user}:${guard.password}`).toString("base64")}`;
        const inside = await post("{}", { authorization, "content-type": "application/json", origin: page }, url);
        assert.deepEqual(
          [inside.status, inside.headers["x-middleware"], inside.headers["access-control-allow-origin"]],
          [200, "ran", "*"],
        );
        assert.equal(headers["x-middleware"], undefined);
      });

      it("lets pages of its own origins read the answer, and no others", async () => {
        const body = bodyOf("D-4");
        for (const [origin, allowed] of [
          [page, page],
          ["https://elsewhere.example", undefined],
        ] as const) {
          const { headers } = await post(body, { ...signed(body, "evt-4"), origin });
          assert.equal(headers["access-control-allow-origin"], allowed);
          const asks = { origin, "access-control-request-method": "POST" };
          const before = await ask(address(), { method: "OPTIONS", headers: asks, trusted });
          assert.equal(before.status, allowed === undefined ? 405 : 204);
          assert.equal(before.headers["access-control-allow-origin"], allowed);
        }
      });

      if (admin !== undefined)
        it("answers its form: last calls, and a call to try", async () => {
          const desk = `${base}${admin}/belle-histoire/inbound-webhook/webhook`;
          const headers = { authorization: `Bearer ${editorToken}`, "content-type": "application/json" };
          const calls = await ask(`${desk}/calls`, { method: "GET", headers, trusted });
          assert.equal(calls.status, 200, calls.text);
          const { state, calls: last } = calls.body as unknown as CallsAnswer;
          assert.deepEqual([state, last.at(-1)?.receipt], ["listening", "accepted"]);
          const body = JSON.stringify({ body: JSON.parse(bodyOf("D-5")), proof: "sender" });
          const tried = await ask(`${desk}/try`, { headers, body, trusted });
          assert.equal(tried.status, 200, tried.text);
          assert.equal((tried.body as unknown as TryAnswer).status, 202, tried.text);
          if (!setUp.settings?.includes("adminAuth")) return;
          assert.equal((await ask(`${desk}/calls`, { method: "GET", trusted })).status, 401);
          assert.equal((await ask(`${desk}/try`, { body, trusted })).status, 401);
        });

      if (own !== undefined)
        it("leaves the application its own pages", async () => {
          const { status, text } = await ask(`${base}${own}`, { method: "GET" });
          assert.deepEqual([status, text], [200, "the application's own"]);
        });
    });

describe("the page on what is behind Node-RED", () => {
  it("has a row for every set-up", async () => {
    const page = await readFile(new URL("../../docs/behind-node-red.md", import.meta.url), "utf8");
    for (const { name } of setUps) assert.ok(page.includes(`| ${name} |`), name);
  });
});
