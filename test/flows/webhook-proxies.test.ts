import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, it } from "mocha";
import type { CallsAnswer, TryAnswer } from "../../nodes/inbound-webhook/desk.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { ask, type Told } from "./ask.ts";
import { type Platform, Runtime, until } from "./runtime.ts";
import { from, strippingProxy } from "./stripping-proxy.ts";
import { enrolled, type FlowWebhook, webhookFlow } from "./webhook-flow.ts";

const platforms: Platform[] = [
  { name: "Node-RED 5.0", node: "node/bin/node", nodeRed: "node-red" },
  { name: "Node-RED 4.1", node: "node/bin/node", nodeRed: "node-red-4" },
];

const outside = "https://campaigns.example/hooks";
const token = "a-token-that-nobody-else-knows-of";
const key = "a key for signing paths";
const secret = mintSecret();
const allow = ["192.0.2.0/24"];
const bearer = { kind: "bearer", id: "b" } as const;
const standard = { kind: "standard-webhooks", id: "s", headers: "webhook" } as const;
const signsPath: NonNullable<FlowWebhook["authentication"]>["proofs"][number] = {
  kind: "hmac",
  id: "p",
  scheme: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { headers: ["x-signature"] },
    signed: [{ part: "method" }, { part: "path" }, { part: "body" }],
  },
};

const webhooks = {
  named: { secrets: { "s.current": secret }, baseUrl: outside, authentication: { proofs: [standard] } },
  unnamed: { secrets: { "s.current": secret }, authentication: { proofs: [standard] } },
  path: { secrets: { "p.current": key }, baseUrl: outside, authentication: { proofs: [signsPath] } },
  near: { secrets: { "b.current": token }, authentication: { proofs: [bearer], addresses: { allow, proxies: 1 } } },
  counted: {
    secrets: { "b.current": token },
    authentication: { proofs: [bearer], addresses: { proxies: 1 } },
    rate: { webhook: 0, source: 1 },
  },
  together: {
    secrets: { "b.current": token },
    authentication: { proofs: [bearer] },
    rate: { webhook: 0, source: 1 },
  },
} satisfies Record<string, Omit<FlowWebhook, "id">>;
type Name = keyof typeof webhooks;

const endpoints = Object.fromEntries(Object.keys(webhooks).map((id) => [id, mintEndpoint()])) as Record<Name, string>;
const flow = webhookFlow(
  Object.entries(webhooks).map(([id, more]) => ({ id, endpoint: endpoints[id as Name], ...more })),
);
const pathOf = (name: Name) => `/webhook/${endpoints[name]}`;
const authorization = `Bearer ${token}`;

for (const platform of platforms)
  describe(`behind a reverse proxy, ${platform.name}`, function () {
    this.timeout(60_000);
    let runtime: Runtime;
    let proxy: Awaited<ReturnType<typeof strippingProxy>>;
    let keeping: Awaited<ReturnType<typeof strippingProxy>>;
    let direct: string;
    let calls = 0;

    before(async () => {
      runtime = await Runtime.prepared(platform, flow);
      direct = `http://${runtime.host}`;
      proxy = await strippingProxy("/hooks", runtime.host, false);
      keeping = await strippingProxy("/hooks", runtime.host, true);
      for (const campaign of [0, 1]) {
        const words = enrolled(campaign);
        await until(async () => (runtime.output.includes(words) ? true : undefined), `${words}\n${runtime.output}`);
      }
    });
    after(async () => {
      await proxy?.close();
      await keeping?.close();
      await runtime?.remove();
    });

    type Prove = (body: string) => Record<string, string>;
    const signed: Prove = (body) => sign(readSecret(secret), `evt-${calls}`, Buffer.from(body), Date.now());
    function post(base: string, name: Name, prove: Prove): Promise<Told> {
      calls += 1;
      const body = JSON.stringify({ caseKey: `D-${calls}`, decision: "accepted" });
      const headers = { "content-type": "application/json", ...prove(body) };
      return ask(`${base}${pathOf(name)}`, { headers, body });
    }
    const statusUrl = ({ body }: Told) => String(body.statusUrl);

    it("names the campaign's public address with its prefix, and the receipt is there", async () => {
      const answer = await post(proxy.url, "named", signed);
      assert.equal(answer.status, 202, answer.text);
      assert.match(statusUrl(answer), new RegExp(`^${outside}/receipt/`));
      const receipt = await ask(statusUrl(answer).replace(outside, proxy.url), { method: "GET" });
      assert.deepEqual([receipt.status, receipt.body.receipt], [200, "accepted"]);
    });

    it("knows neither prefix nor https without a public address: the receipt's address is the proxy's own view", async () => {
      const rewritten = await post(proxy.url, "unnamed", signed);
      assert.match(statusUrl(rewritten), new RegExp(`^${direct}/receipt/`));
      const kept = await post(keeping.url, "unnamed", signed);
      assert.match(statusUrl(kept), new RegExp(`^http://${new URL(keeping.url).host}/receipt/`));
    });

    it("sees the path that the proxy hands on: that is the one to sign", async () => {
      const over = (path: string) => (body: string) => ({
        "x-signature": createHmac("sha256", key).update(`POST${path}${body}`).digest("hex"),
      });
      assert.equal((await post(proxy.url, "path", over(`/hooks${pathOf("path")}`))).status, 401);
      assert.equal((await post(proxy.url, "path", over(pathOf("path")))).status, 202);
    });

    const callers: { name: string; headers: Record<string, string>; direct?: true; status: number; code?: string }[] = [
      { name: "an address of the list", headers: { [from]: "192.0.2.7" }, status: 202 },
      { name: "an address that is not", headers: { [from]: "198.51.100.9" }, status: 403, code: "address-refused" },
      {
        name: "an address that is not, whatever it claims",
        headers: { [from]: "198.51.100.9", "x-forwarded-for": "192.0.2.7" },
        status: 403,
        code: "address-refused",
      },
      { name: "past the proxy", headers: {}, direct: true, status: 403, code: "address-unknown" },
      // What nobody can tell apart: whoever reaches the port itself may write what the proxy would.
      {
        name: "past the proxy, with a header like the proxy's",
        headers: { "x-forwarded-for": "192.0.2.7" },
        direct: true,
        status: 202,
      },
    ];
    for (const { name, headers, direct: past, status, code } of callers)
      it(`answers ${status} to a call from ${name}`, async () => {
        const answer = await post(past ? direct : proxy.url, "near", () => ({ authorization, ...headers }));
        assert.equal(answer.status, status, answer.text);
        if (code !== undefined) assert.equal(answer.body.code, `webhook.authentication.${code}`);
      });

    it("shows in the list of last calls whom the proxy named, not the proxy", async () => {
      const desk = `${direct}/belle-histoire/inbound-webhook`;
      const { body } = await ask(`${desk}/near/calls`, { method: "GET" });
      const { calls: last } = body as unknown as CallsAnswer;
      assert.deepEqual([last.at(-1)?.receipt, last.at(-1)?.source], ["accepted", "192.0.2.•"]);
    });

    it("turns away a try from the form where a list is kept: it comes from this machine, past the proxy", async () => {
      const desk = `${direct}/belle-histoire/inbound-webhook`;
      const body = JSON.stringify({ body: { caseKey: "D-19", decision: "accepted" }, proof: "b" });
      const { text } = await ask(`${desk}/near/try`, { headers: { "content-type": "application/json" }, body });
      assert.equal((JSON.parse(text) as TryAnswer).status, 403, text);
    });

    it("counts callers each by itself where the proxy is known, and all as one where it is not", async () => {
      const call = async (name: Name, caller: string) =>
        (await post(proxy.url, name, () => ({ authorization, [from]: caller }))).status;
      const known = [];
      const unknown = [];
      for (const caller of ["192.0.2.1", "192.0.2.2", "192.0.2.1"]) {
        known.push(await call("counted", caller));
        unknown.push(await call("together", caller));
      }
      assert.deepEqual(known, [202, 202, 429]);
      assert.deepEqual(unknown, [202, 429, 429]);
    });
  });
