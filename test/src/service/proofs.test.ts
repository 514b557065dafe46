import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { Webhook } from "standardwebhooks";
import type { Clock } from "../../../src/clock.ts";
import { compileService, type ServiceSettings } from "../../../src/service/index.ts";
import { mintSecret } from "../../../src/webhook/index.ts";
import { type Answering, answerJson, type Seen, startService, type TestService } from "./server.ts";
import { occasion, settings } from "./settings.ts";

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const authorization = ({ headers }: Seen) => headers.authorization;

const plain: {
  name: string;
  change: Partial<ServiceSettings>;
  secret: string;
  header: string;
  value: string | undefined;
}[] = [
  { name: "none", change: {}, secret: "", header: "authorization", value: undefined },
  {
    name: "bearer",
    change: { authentication: "bearer" },
    secret: " t-1 ",
    header: "authorization",
    value: "Bearer t-1",
  },
  {
    name: "basic, in UTF-8 (RFC 7617)",
    change: { authentication: "basic", user: "me" },
    secret: "pä:ss",
    header: "authorization",
    value: basic("me", "pä:ss"),
  },
  {
    name: "a key in a header",
    change: { authentication: "api-key", header: "X-Api-Key" },
    secret: "k",
    header: "x-api-key",
    value: "k",
  },
];

describe("what a call is proven by", () => {
  const running: TestService[] = [];
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
  });
  const start = async (answer: Answering) => {
    const service = await startService(answer);
    running.push(service);
    return service;
  };
  const ok: Answering = (_seen, response) => answerJson(response, 200, {});
  let now = 1_000_000_000_000;
  const clock: Clock = { now: () => now, after: () => () => {} };

  for (const { name, change, secret, header, value } of plain)
    it(`${name}`, async () => {
      const service = await start(ok);
      const compiled = compileService(settings({ address: service.origin, ...change }), secret, clock);
      assert.equal((await compiled.call("k", occasion())).state, "sent");
      assert.equal(service.seen[0]?.headers[header], value);
    });

  for (const method of ["POST", "GET"] as const)
    it(`a signature that the library of Standard Webhooks accepts, ${method}`, async () => {
      now = Date.now();
      const secret = mintSecret();
      const service = await start(ok);
      const change = {
        method,
        authentication: "standard-webhooks",
        ...(method === "GET" && { body: "none" as const }),
      } as const;
      const compiled = compileService(settings({ address: service.origin, ...change }), secret, clock);
      await compiled.call("key-1", occasion());
      const [seen] = service.seen;
      assert.ok(seen !== undefined);
      assert.equal(seen.headers["webhook-id"], "key-1");
      const library = new Webhook(secret);
      const headers = seen.headers as Record<string, string>;
      if (method === "POST") assert.deepEqual(library.verify(seen.body, headers), { caseKey: "D 1/é" });
      else assert.equal(library.sign("key-1", new Date(now), ""), headers["webhook-signature"]);
      assert.throws(() => library.verify(`${seen.body} `, headers));
    });

  describe("OAuth 2, client credentials", () => {
    /** A token endpoint that numbers its tokens, and a service that knows the last one only. */
    async function pair(
      token: (count: number) => [status: number, body: unknown],
      change: Partial<ServiceSettings> = {},
    ) {
      let good = "";
      const endpoint = await start((_seen, response, count) => {
        const [status, body] = token(count);
        good = (body as { access_token?: string }).access_token ?? good;
        answerJson(response, status, body, { "cache-control": "no-store" });
      });
      const refuse = new Set<string>();
      const service = await start((seen, response) => {
        const known = authorization(seen) === `Bearer ${good}` && !refuse.has(good);
        answerJson(response, known ? 200 : 401, {});
      });
      const tokenAddress = `${endpoint.origin}/token`;
      const all = settings({
        ...{ address: service.origin, authentication: "oauth2", tokenAddress, clientId: "my client", scope: "cases" },
        ...change,
      });
      return { endpoint, service, refuse, compiled: compileService(all, "s e/cret", clock) };
    }
    const numbered = (count: number): [number, unknown] => [
      200,
      { access_token: `t-${count}`, token_type: "Bearer", expires_in: 3600 },
    ];

    it("the client is named in a Basic header, form-encoded first", async () => {
      const { endpoint, service, compiled } = await pair(numbered);
      assert.equal((await compiled.call("k", occasion())).state, "sent");
      const [asked] = endpoint.seen;
      assert.deepEqual(
        [asked?.method, asked?.url, asked?.headers.authorization, asked?.body],
        ["POST", "/token", basic("my+client", "s+e%2Fcret"), "grant_type=client_credentials&scope=cases"],
      );
      assert.equal(authorization(service.seen[0]!), "Bearer t-1");
    });

    it("or in the body", async () => {
      const { endpoint, compiled } = await pair(numbered, { clientIn: "body" });
      await compiled.call("k", occasion());
      const [asked] = endpoint.seen;
      assert.equal(asked?.headers.authorization, undefined);
      assert.equal(
        asked?.body,
        "grant_type=client_credentials&scope=cases&client_id=my+client&client_secret=s+e%2Fcret",
      );
    });

    it("one token for many calls at once, and until shortly before its end", async () => {
      const { endpoint, service, compiled } = await pair(numbered);
      const calls = Array.from({ length: 20 }, (_, index) => compiled.call(`k-${index}`, occasion()));
      for (const outcome of await Promise.all(calls)) assert.equal(outcome.state, "sent");
      assert.deepEqual([endpoint.seen.length, service.seen.length], [1, 20]);
      now += 3_569_000;
      await compiled.call("k", occasion());
      assert.equal(endpoint.seen.length, 1);
      now += 2_000;
      await compiled.call("k", occasion());
      assert.equal(endpoint.seen.length, 2);
    });

    it("another token when one is turned down, once, under the same key", async () => {
      const { endpoint, service, refuse, compiled } = await pair(numbered);
      refuse.add("t-1");
      assert.equal((await compiled.call("k", occasion())).state, "sent");
      assert.equal(endpoint.seen.length, 2);
      assert.deepEqual(
        service.seen.map(({ headers }) => headers["idempotency-key"]),
        ["k", "k"],
      );
      for (const token of ["t-2", "t-3"]) refuse.add(token);
      const outcome = await compiled.call("k-2", occasion());
      assert.ok(outcome.state === "not-sent");
      assert.deepEqual([outcome.reason.key, outcome.again, endpoint.seen.length], ["service.refused", false, 3]);
    });

    const refusals: { name: string; answer: [number, unknown]; key: string; again: boolean }[] = [
      {
        name: "a wrong secret",
        answer: [401, { error: "invalid_client" }],
        key: "service.token-refused",
        again: false,
      },
      { name: "a wrong scope", answer: [400, { error: "invalid_scope" }], key: "service.token-refused", again: false },
      { name: "a redirect", answer: [302, {}], key: "service.token-refused", again: false },
      { name: "a passing fault", answer: [503, {}], key: "service.token-unavailable", again: true },
      { name: "no token", answer: [200, { token_type: "bearer" }], key: "service.token-answer", again: false },
      {
        name: "a token of another kind",
        answer: [200, { access_token: "a", token_type: "mac" }],
        key: "service.token-answer",
        again: false,
      },
    ];
    for (const { name, answer, key, again } of refusals)
      it(`${name}: the service is not called, and nothing is in doubt`, async () => {
        const { service, compiled } = await pair(() => answer, { recovery: "park" });
        const outcome = await compiled.call("k", occasion());
        assert.ok(outcome.state === "not-sent");
        assert.deepEqual([outcome.reason.key, outcome.again, service.seen.length], [key, again, 0]);
        assert.doesNotMatch(JSON.stringify(outcome), /cret|my client/);
      });

    it("an endpoint that is not there may be there later", async () => {
      const { endpoint, compiled } = await pair(numbered, { recovery: "park" });
      running.splice(running.indexOf(endpoint), 1);
      await endpoint.close();
      const outcome = await compiled.call("k", occasion());
      assert.ok(outcome.state === "not-sent");
      assert.deepEqual([outcome.reason.key, outcome.again], ["service.token-unavailable", true]);
    });
  });
});
