import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { type CallRules, callsOf } from "../../../../src/map/service/calls.ts";
import { type Answering, answerJson, startService, type TestService } from "../../service/server.ts";
import { quickMeans } from "./stubs/settings.ts";

const ok: Answering = (_seen, response) => answerJson(response, 200, {});
const refuse =
  (status: number, headers: object = {}): Answering =>
  (_seen, response) =>
    answerJson(response, status, {}, headers);
/** Answers one after the other; the last one stays. */
const inTurn =
  (...answers: Answering[]): Answering =>
  (seen, response, count) =>
    answers[Math.min(count, answers.length) - 1]!(seen, response, count);

describe("calls to a provider", () => {
  let server: TestService;
  afterEach(() => server.close());

  async function start(answer: Answering, change: Partial<CallRules> = {}) {
    server = await startService(answer);
    const means = quickMeans();
    const { host } = new URL(server.origin);
    const usual = {
      hosts: new Set([host]),
      inside: false,
      rate: () => 1_000_000,
      signal: new AbortController().signal,
    };
    const calls = callsOf({ ...usual, means, ...change });
    const call = (path = "/") => calls({ purpose: "route", url: `${server.origin}${path}` });
    return { call, calls, means, host };
  }

  const again: [what: string, answers: Answering[], tries: number, waits: number[]][] = [
    ["after one 500", [refuse(500), ok], 2, [300]],
    ["after 429 and 503, with longer pauses", [refuse(429), refuse(503), ok], 3, [300, 600]],
    ["after the pause that Retry-After asks for", [refuse(429, { "retry-after": "7" }), ok], 2, [7000]],
    ["after a connection that breaks off", [(_s, response) => void response.destroy(), ok], 2, [300]],
  ];
  for (const [what, answers, tries, waits] of again)
    it(`are made again ${what}`, async () => {
      const { call, means } = await start(inTurn(...answers));
      assert.equal((await call()).status, 200);
      assert.equal(server.seen.length, tries);
      assert.deepEqual(
        means.waited.filter((ms) => ms > 1),
        waits,
      );
    });

  const once: [what: string, answer: Answering, key: string | number][] = [
    ["a refusal", refuse(400), 400],
    ["a redirect", refuse(301, { location: "/elsewhere" }), "map.provider-redirect"],
    ["a pause of more than the call's time", refuse(503, { "retry-after": "3600" }), "map.provider-limit"],
  ];
  for (const [what, answer, outcome] of once)
    it(`are made once where the answer is ${what}`, async () => {
      const { call } = await start(answer);
      if (typeof outcome === "number") assert.equal((await call()).status, outcome);
      else await assert.rejects(call(), { key: outcome });
      assert.equal(server.seen.length, 1);
    });

  it("are not made where their place in the row comes with the end of their time", async () => {
    const { call } = await start(ok, { rate: () => 1, means: quickMeans({ all: 1_000 }) });
    await call();
    await assert.rejects(call(), { name: "Fault", key: "map.provider-busy" });
    assert.equal(server.seen.length, 1);
  });

  it("end within the time that all tries have", async () => {
    const { call, means } = await start(refuse(503, { "retry-after": "8" }));
    const began = means.clock.now();
    await assert.rejects(call(), { key: "map.provider-limit" });
    assert.equal(server.seen.length, 3);
    assert.ok(means.clock.now() - began <= means.patience.all);
  });

  it("go at the host's pace, one row for all services of the process", async () => {
    const { call, calls, means, host } = await start(ok, { rate: () => 5 });
    const rules = { hosts: new Set([host]), inside: false, rate: () => 5, signal: new AbortController().signal, means };
    const other = callsOf(rules);
    await call();
    await Promise.all([call(), other({ purpose: "route", url: server.origin }), call()]);
    assert.deepEqual(means.waited, [200, 400, 600]);
    await calls({ purpose: "geocode", url: server.origin });
    assert.equal(means.waited.length, 3, "what is for something else has a row of its own");
  });

  it("are refused at once where no place becomes free in time", async () => {
    const { call } = await start(ok, { rate: () => 0.04 });
    await call();
    await assert.rejects(call(), { key: "map.provider-busy" });
    assert.equal(server.seen.length, 1);
  });

  it("leave a host alone that failed five times in a row, and try it after its rest", async () => {
    let well = false;
    const { call, means } = await start((seen, response, count) => (well ? ok : refuse(500))(seen, response, count));
    for (let i = 0; i < 5; i++) await assert.rejects(call(), { key: "map.provider-broken" });
    const seen = server.seen.length;
    await assert.rejects(call(), { key: "map.provider-resting" });
    assert.equal(server.seen.length, seen, "nothing was called");
    await new Promise<void>((resolve) => void means.clock.after(30_001, resolve));
    well = true;
    assert.equal((await call()).status, 200);
    assert.equal((await call()).status, 200);
  });

  it("do not give up a host that only asks for a slower pace or refuses", async () => {
    const { call } = await start(inTurn(...Array.from({ length: 40 }, (_, i) => refuse(i % 5 === 4 ? 404 : 429)), ok));
    for (let i = 0; i < 8; i++) await call().catch(() => {});
    assert.notEqual(
      (await call().catch(({ key }: { key: string }) => ({ status: key }))).status,
      "map.provider-resting",
    );
  });

  it("go to no other host than those of the settings, not even to another port", async () => {
    const { calls } = await start(ok);
    for (const url of ["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/", "http://localhost/"])
      await assert.rejects(calls({ purpose: "route", url }), { key: "map.provider-other-host" });
    assert.deepEqual(server.seen, []);
  });

  it("end when the service is closed, in the middle of a pause or of a call", async () => {
    const closing = new AbortController();
    const { call } = await start(() => closing.abort(), { signal: closing.signal });
    await assert.rejects(call(), { key: "map.service-closed" });
    await assert.rejects(call(), { key: "map.service-closed" });
  });
});
