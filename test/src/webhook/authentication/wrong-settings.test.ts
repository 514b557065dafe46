import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type AuthenticationInput,
  checkAuthentication,
  type Secrets,
} from "../../../../src/webhook/authentication/index.ts";
import { refusesSettings } from "./refuses-settings.ts";

type ProofInput = AuthenticationInput["proofs"][number];
const secret = "a secret of some length";
const held: Secrets = { "crm.current": secret };
const bearer: ProofInput = { id: "crm", kind: "bearer" };
const token: Secrets = { "crm.current": "0123456789abcdef" };
const one = (proof: object) => ({ proofs: [proof] });

describe("settings that would be open, or prove nothing", () => {
  const wrong: { name: string; settings: unknown; secrets?: Secrets; fault: string }[] = [
    { name: "are absent", settings: undefined, fault: "settings" },
    { name: "are empty", settings: {}, fault: "settings" },
    { name: "have no proof", settings: { proofs: [] }, fault: "no-proof" },
    { name: "have no secret", settings: one(bearer), secrets: {}, fault: "secret-missing" },
    { name: "have a blank secret", settings: one(bearer), secrets: { "crm.current": " \n" }, fault: "secret-missing" },
    {
      name: "have the previous secret only",
      settings: one(bearer),
      secrets: { "crm.previous": "0123456789abcdef" },
      fault: "secret-missing",
    },
    {
      name: "have the test secret only",
      settings: one(bearer),
      secrets: { "crm.test": "0123456789abcdef" },
      fault: "secret-missing",
    },
    {
      name: "have a secret of a prototype",
      settings: one({ ...bearer, id: "x" }),
      secrets: Object.create({ "x.current": secret }),
      fault: "secret-missing",
    },
    {
      name: "have one secret twice",
      settings: one(bearer),
      secrets: { ...token, "crm.test": "0123456789abcdef" },
      fault: "secret-same",
    },
    { name: "are of an unknown kind", settings: one({ id: "crm", kind: "none" }), fault: "settings" },
    { name: "say what is not known", settings: one({ ...bearer, open: true }), fault: "settings" },
    { name: "have a secret among them", settings: one({ ...bearer, secret }), fault: "settings" },
    { name: "have an id with a full stop", settings: one({ ...bearer, id: "a.b" }), fault: "settings" },
    {
      name: "have an id twice",
      settings: { proofs: [bearer, { ...bearer, kind: "basic", user: "u" }] },
      secrets: token,
      fault: "proof-twice",
    },
    {
      name: "have the address alone besides a proof",
      settings: { proofs: [bearer, { id: "open", kind: "address-only" }] },
      secrets: token,
      fault: "address-only-mixed",
    },
    ...[29, 3601, 60.5, 0, -300, Number.NaN, Number.POSITIVE_INFINITY].map((window) => ({
      name: `have a window of ${window} s`,
      settings: { proofs: [bearer], window },
      secrets: token,
      fault: Number.isFinite(window) ? "window" : "settings",
    })),
    {
      name: "have an end that is no instant",
      settings: one({ ...bearer, previousUntil: "2026-01-31" }),
      fault: "settings",
    },
    {
      name: "have a token with a blank",
      settings: one(bearer),
      secrets: { "crm.current": "0123456789 abcdef" },
      fault: "secret-characters",
    },
    {
      name: "have a token with an accent",
      settings: one(bearer),
      secrets: { "crm.current": "0123456789abcdéf" },
      fault: "secret-characters",
    },
    {
      name: "have a token of 15 characters",
      settings: one(bearer),
      secrets: { "crm.current": "0123456789abcde" },
      fault: "secret-short",
    },
    {
      name: "have a key with a line end within",
      settings: one({ id: "crm", kind: "api-key", header: "x-key" }),
      secrets: { "crm.current": "01234567\n89abcdef" },
      fault: "secret-characters",
    },
    { name: "have a key but no place for it", settings: one({ id: "crm", kind: "api-key" }), fault: "api-key-place" },
    {
      name: "have a header that is none",
      settings: one({ id: "crm", kind: "api-key", header: "x key" }),
      fault: "header-name",
    },
    {
      name: "have a password of 7 characters",
      settings: one({ id: "crm", kind: "basic", user: "u" }),
      secrets: { "crm.current": "1234567" },
      fault: "secret-short",
    },
    { name: "have a user with a colon", settings: one({ id: "crm", kind: "basic", user: "a:b" }), fault: "basic-user" },
    { name: "have no user", settings: one({ id: "crm", kind: "basic", user: "" }), fault: "settings" },
    { name: "allow no address", settings: { proofs: [bearer], addresses: { allow: [] } }, fault: "network-none" },
    ...[
      "",
      "192.0.2",
      "192.0.2.0/33",
      "2001:db8::/129",
      "192.0.2.0/-1",
      "192.0.2.0/",
      "192.0.2.0/8/8",
      "localhost",
      "*",
      "::ffff:192.0.2.0/95",
      "192.0.2.1-9",
    ].map((network) => ({
      name: `allow the address “${network}”`,
      settings: { proofs: [bearer], addresses: { allow: ["192.0.2.7", network] } },
      secrets: token,
      fault: "network-form",
    })),
    {
      name: "count eleven proxies",
      settings: { proofs: [bearer], addresses: { allow: ["192.0.2.7"], proxies: 11 } },
      fault: "settings",
    },
  ];
  for (const { name, settings, secrets = held, fault } of wrong) {
    it(`are refused when they ${name}`, () => refusesSettings(settings, secrets, fault));
  }

  it("are told all at once to a form, each with its place", () => {
    const settings = { proofs: [{ id: "a", kind: "basic", user: "a:b" }, bearer], window: 300 };
    const keys = checkAuthentication(settings, {}).map(({ key, data }) => [
      key.split(".").at(-1),
      data.proof,
      data.slot,
    ]);
    assert.deepEqual(keys, [
      ["basic-user", "a", undefined],
      ["secret-missing", "a", "a.current"],
      ["secret-missing", "crm", "crm.current"],
    ]);
    const [fault] = checkAuthentication({ proofs: [bearer], addresses: { allow: ["192.0.2.7", "x"] } }, token);
    assert.equal(fault?.data.where, "/addresses/allow/1");
  });
});
