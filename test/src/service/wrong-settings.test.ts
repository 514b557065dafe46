import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { Fault } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { type BodyRow, compileService, type ServiceSettings } from "../../../src/service/index.ts";
import { settings } from "./settings.ts";

const row = (name: string, more: Partial<BodyRow> = {}): BodyRow => ({
  ...{ name, source: "text", value: "x", required: false, ...more },
});
const oauth2 = { authentication: "oauth2", tokenAddress: "https://login.example.org/token", clientId: "me" } as const;
const field = { name: "id", type: "text", required: true, target: "event" } as const;

const wrong: { name: string; change: Partial<ServiceSettings>; secret?: string; key: string }[] = [
  ...[
    "",
    "api.example.org",
    "ftp://api.example.org/",
    "{{ address }}",
    "https://{{ host }}/a",
    "https://api.{{ name }}.org/a",
    "https://api.example.org:{{ port }}/a",
    "https://api.example.org{{ path }}",
    "{{ scheme }}://api.example.org/",
    "https://user:password@api.example.org/",
    "https:///a",
    "https://api.example.org\\@evil.example/",
  ].map((address) => ({ name: `the address ${address || "(none)"}`, change: { address }, key: "service.address" })),
  { name: "a template that is not closed", change: { address: "https://a.example/{{ b" }, key: "message.template" },
  { name: "a header's name", change: { headers: [{ name: "a b", value: "" }] }, key: "service.header-name" },
  { name: "a header of ours", change: { headers: [{ name: "Host", value: "" }] }, key: "service.header-ours" },
  {
    name: "a secret in a header's row",
    change: { headers: [{ name: "Authorization", value: "x" }] },
    key: "service.header-ours",
  },
  {
    name: "a header twice",
    change: {
      headers: [
        { name: "a", value: "" },
        { name: "A", value: "" },
      ],
    },
    key: "service.header-twice",
  },
  { name: "no rows", change: { rows: [] }, key: "service.no-rows" },
  { name: "a row without a name", change: { rows: [row("a..b")] }, key: "service.row-name" },
  { name: "a name of prototypes", change: { rows: [row("a.__proto__.b")] }, key: "service.row-name" },
  { name: "a row inside another", change: { rows: [row("a"), row("a.b")] }, key: "service.row-twice" },
  {
    name: "a fixed value that is no JSON",
    change: { rows: [row("a", { source: "json", value: "yes" })] },
    key: "service.row-json",
  },
  {
    name: "a row of no property",
    change: { rows: [row("a", { source: "message", value: " " })] },
    key: "service.row-property",
  },
  { name: "a user with a colon", change: { authentication: "basic", user: "a:b" }, key: "service.user" },
  { name: "a key's header", change: { authentication: "api-key", header: "" }, key: "service.key-header" },
  {
    name: "a key in the header of the key",
    change: { authentication: "api-key", header: "Idempotency-Key" },
    key: "service.key-header",
  },
  ...(["bearer", "api-key", "standard-webhooks"] as const).map((authentication) => ({
    name: `${authentication} without a secret`,
    change: { authentication, header: "x-key" },
    secret: "",
    key: "service.no-secret",
  })),
  {
    name: "a token with a line break",
    change: { authentication: "bearer" },
    secret: "a\nb",
    key: "service.secret-form",
  },
  {
    name: "a signing secret of another form",
    change: { authentication: "standard-webhooks" },
    secret: "secret",
    key: "webhook.secret-form",
  },
  {
    name: "a token address with a variable",
    change: { ...oauth2, tokenAddress: "https://login.example.org/{{ a }}" },
    key: "service.token-address",
  },
  { name: "no client", change: { ...oauth2, clientId: "" }, key: "service.client" },
  { name: "no client's secret", change: { ...oauth2 }, secret: "", key: "service.no-secret" },
  { name: "no time", change: { time: 0 }, key: "service.bounds" },
  { name: "too many tries", change: { tries: 1.5 }, key: "service.bounds" },
  { name: "a field twice", change: { fields: [field, field] }, key: "webhook.fields.duplicate" },
];

describe("settings of a service", () => {
  for (const { name, change, secret = "s", key } of wrong)
    it(`are refused: ${name}`, () => {
      const compile = () => compileService(settings(change), secret, systemClock);
      assert.throws(compile, (error) => {
        assert.ok(error instanceof Fault);
        assert.equal(error.key, key);
        for (const language of ["en", "fr"])
          assert.doesNotMatch(sentence(error.key, error.data, language), /^service\./);
        return true;
      });
    });

  it("are taken where the key stands in the header Authorization", () => {
    const change = { authentication: "api-key", header: "Authorization" } as const;
    assert.equal(compileService(settings(change), "Token abc", systemClock).host, "api.example.org");
  });
});
