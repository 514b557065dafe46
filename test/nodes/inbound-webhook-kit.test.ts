import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "mocha";
import register from "../../nodes/inbound-webhook/inbound-webhook.ts";
import type { JsonObject } from "../../src/contract/index.ts";
import { mintEndpoint, mintSecret, mintToken, readSecret, sign } from "../../src/webhook/index.ts";
import { openApiFaults } from "../src/webhook/kit/openapi-check.ts";
import { flowOf, nodeRed } from "./helper.ts";

const field = (name: string, type: string, more: object = {}) => ({
  ...{ name, type, required: true, values: [], target: "event", as: "", ...more },
});
const fields = [
  field("file.number", "text", { target: "case-key" }),
  field("decision", "enum", { values: [{ value: "accepted", synonyms: ["ACCORD"] }] }),
  field("premium", "money"),
  field("email", "email", { target: "recipient" }),
  field("home", "address", { target: "recipient" }),
];
const standard = { kind: "standard-webhooks", id: "sender", headers: "webhook", name: "Madame Martin" };

describe("the advertiser's kit of an inbound webhook", () => {
  const red = nodeRed(register);
  let endpoint = "";
  let kit = "";
  let current = "";
  let test = "";
  const flow = (saved: object = {}, campaign: object = {}) =>
    flowOf(
      {
        type: "inbound-webhook",
        version: 3,
        fields,
        endpoint,
        kit,
        name: "Node of Jean",
        authentication: { proofs: [standard] },
        ...saved,
      },
      2,
      campaign,
    );
  async function listen(saved: object = {}, campaign: object = {}): Promise<void> {
    [endpoint, kit, current, test] = [mintEndpoint(), mintToken(), mintSecret(), mintSecret()];
    const secrets = JSON.stringify({ "sender.current": current, "sender.test": test });
    await red.load(flow(saved, campaign), { node: { secrets } });
    const { store } = await red.house();
    const row = { campaign: "c1", node: "elsewhere", at: Date.now() };
    await store.enrol([
      { ...row, test: true, recipient: { id: "T-1" }, caseKey: "CASE-1001" },
      { ...row, test: false, recipient: { id: "R-1" }, caseKey: "REAL-1" },
    ]);
  }
  async function ask(path: string, init: RequestInit = {}) {
    const response = await fetch(`${red.url}/webhook/docs/${path}`, { redirect: "manual", ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const attempt = (secret: string, body: unknown, accept = "application/json") =>
    ask(`${kit}/try`, {
      method: "POST",
      headers: { accept },
      body: new URLSearchParams({ secret, body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const example = async () => {
    const document = JSON.parse((await ask(`${kit}/openapi.json`)).text) as JsonObject;
    const { schemas } = document.components as { schemas: { Event: { examples: JsonObject[] } } };
    return { document, body: schemas.Event.examples[0]! };
  };

  it("serves a document by the rules, whose example the webhook accepts", async () => {
    await listen({}, { baseUrl: "https://campaign.example/" });
    const { document, body } = await example();
    assert.deepEqual(openApiFaults(document), []);
    assert.deepEqual(document.servers, [{ url: "https://campaign.example" }]);
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { ...sign(readSecret(test), "evt-1", bytes, Date.now()), "content-type": "application/json" };
    const [path = ""] = Object.keys(document.paths as object);
    const accepted = await fetch(`${red.url}${path}`, { method: "POST", headers, body: bytes });
    assert.equal(accepted.status, 202, await accepted.text());
  });

  it("serves a page that no one lists, keeps or frames, in the caller's language, with or without a slash", async () => {
    await listen();
    for (const [path, header, language] of [
      [kit, "fr-FR,fr;q=0.9", "fr"],
      [`${kit}/`, "de", "en"],
      [`${kit}?lang=fr`, "en", "fr"],
      [`${kit}?lang=xx"><i>`, "en", "en"],
      [kit.toUpperCase(), "en", undefined],
      [kit, `${"fr;q=0.1,".repeat(800)}en`, "fr"],
    ] as const) {
      const { status, headers, text } = await ask(path, { headers: { "accept-language": header } });
      if (language === undefined) {
        assert.equal(status, 404);
        continue;
      }
      assert.equal(status, 200, path);
      assert.match(text, new RegExp(`<html lang="${language}">`), path);
      assert.match(
        headers.get("content-security-policy") ?? "",
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'/,
      );
      assert.deepEqual(
        ["x-robots-tag", "cache-control", "referrer-policy", "content-language"].map((name) => headers.get(name)),
        ["noindex, nofollow", "no-store", "no-referrer", language],
      );
      assert.ok(!text.includes("<i>"));
    }
  });

  it("shows no secret, no name and no id; its own address is not that of the webhook", async () => {
    await listen();
    const told = (await ask(kit)).text + (await ask(`${kit}/openapi.json`)).text;
    assert.ok(told.includes(`/webhook/${endpoint}`));
    const slot = "sender.current";
    for (const secret of [current, test, slot, "Martin", "Jean", `"c1"`, "Spring"])
      assert.ok(!told.includes(secret), secret);
    assert.ok(!endpoint.includes(kit.slice(0, 8)) && !kit.includes(endpoint.slice(0, 8)));
  });

  it("hides an address that is a proof", async () => {
    await listen({ authentication: { proofs: [{ kind: "address-only", id: "open" }] } });
    const told = (await ask(kit)).text + (await ask(`${kit}/openapi.json`)).text;
    assert.ok(!told.includes(endpoint));
    assert.match(told, /\/webhook\/\{address\}/);
  });

  it("makes a test call with the test secret alone, by the script and without it", async () => {
    await listen();
    const { body } = await example();
    const first = await attempt(test, body);
    assert.deepEqual([first.status, JSON.parse(first.text).status], [200, 202], first.text);
    const again = await attempt(`  ${test.slice(0, 20)}\n${test.slice(20)} `, body, "text/html");
    assert.match(again.text, /<strong>200<\/strong>[\s\S]*&quot;duplicate&quot;: true/);
    assert.ok(!again.text.includes(test), "the secret does not come back");
    const malformed = await attempt(test, "{ not json");
    assert.equal(JSON.parse(malformed.text).status, 400);
    const real = await attempt(test, { ...body, file: { number: "REAL-1" } });
    assert.deepEqual([JSON.parse(real.text).status, JSON.parse(JSON.parse(real.text).body).reason], [403, "test-only"]);
    const answers = [];
    for (const secret of [current, mintSecret(), "x"]) answers.push((await attempt(secret, body)).text);
    assert.equal(new Set(answers).size, 1, "a real secret is answered as a wrong one is");
    assert.match(answers[0]!, /Only the test secret/);
    // Nothing but the test calls has reached the webhook; earlier calls of a node with this id stand behind them.
    const { body: calls } = await red.adminGet("/belle-histoire/inbound-webhook/node/calls", "en");
    assert.deepEqual(
      (calls.calls as { status: number; test: boolean }[]).slice(0, 4).map(({ status, test }) => [status, test]),
      [
        [403, true],
        [400, true],
        [200, true],
        [202, true],
      ],
    );
  });

  it("lets a caller make twenty test calls a minute", async () => {
    await listen();
    const statuses = [];
    for (let count = 0; count < 22; count += 1) statuses.push((await attempt("wrong", {})).status);
    assert.deepEqual(statuses, [...Array<number>(20).fill(422), 429, 429]);
    const { headers } = await attempt("wrong", {}, "text/html");
    assert.ok(Number(headers.get("retry-after")) > 0);
    assert.equal((await ask(kit)).status, 200, "the page can be read");
  });

  it("answers what nobody should ask as it should be answered", async () => {
    await listen();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    for (const [method, path, status, init] of [
      ["HEAD", kit, 200, {}],
      ["HEAD", `${kit}/openapi.json`, 200, {}],
      ["OPTIONS", kit, 405, {}],
      ["POST", kit, 405, { body: "{}" }],
      ["PUT", `${kit}/try`, 405, { body: "{}" }],
      ["DELETE", `${kit}/openapi.json`, 405, {}],
      ["POST", `${kit}/try`, 422, { body: "secret=%zz", headers: form }],
      ["POST", `${kit}/try`, 422, { body: "secret=a&secret=b&body=c", headers: form }],
      ["POST", `${kit}/try`, 422, { body: `secret=a&body=${"x".repeat(70_000)}`, headers: form }],
      ["POST", `${kit}/try`, 422, { body: "{}", headers: { "content-type": "application/json" } }],
      ["GET", `${kit}/package.json`, 404, {}],
      ["GET", `${kit}/..%2f..%2fpackage.json`, 404, {}],
      ["GET", `${kit}/__proto__`, 404, {}],
      ["GET", mintToken(), 404, {}],
      ["GET", "", 404, {}],
    ] as const) {
      const headers = { accept: "application/json", ...("headers" in init ? init.headers : {}) };
      assert.equal((await ask(path, { method, ...init, headers })).status, status, `${method} ${path}`);
    }
    const { headers, text } = await ask(kit, { method: "HEAD" });
    assert.deepEqual([text, Number(headers.get("content-length")) > 5000], ["", true]);
    // A client that does not resolve `..` before it asks.
    const { hostname, port } = new URL(red.url);
    const socket = connect(Number(port), hostname);
    socket.end(
      `GET /webhook/docs/${kit}/../../../../etc/passwd HTTP/1.1\r\nHost: evil"><script>\r\nConnection: close\r\n\r\n`,
    );
    let heard = "";
    for await (const chunk of socket) heard += chunk;
    assert.match(heard, /^HTTP\/1\.1 (404|400)/);
    assert.ok(!heard.includes("root:") && !heard.includes("<script>"));
  });

  it("is gone with its node, with an address that was changed, and when it is switched off", async () => {
    await listen();
    const before = kit;
    kit = mintToken();
    await red.deploy(flow());
    assert.deepEqual([(await ask(before)).status, (await ask(kit)).status], [410, 200]);
    await red.deploy(flow({ kitOpen: false }));
    assert.equal((await ask(kit)).status, 410);
    await red.deploy(flow());
    assert.equal((await ask(kit)).status, 200);
    await red.deploy(flow().filter(({ id }) => id !== "node"));
    assert.deepEqual([(await ask(kit)).status, (await ask(`${kit}/openapi.json`)).status], [410, 410]);
  });

  it("opens nothing for a webhook that was saved before there were kits", async () => {
    await listen({ kit: undefined });
    assert.equal((await ask(kit)).status, 404);
    assert.deepEqual(red.errors, []);
  });
});
