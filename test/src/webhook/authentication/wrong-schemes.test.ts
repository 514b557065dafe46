import { describe, it } from "mocha";
import { type AuthenticationInput, presets, type Secrets } from "../../../../src/webhook/authentication/index.ts";
import { refusesSettings } from "./refuses-settings.ts";

type ProofInput = AuthenticationInput["proofs"][number];
const secret = "a secret of some length";
const held: Secrets = { "crm.current": secret };
type Scheme = Extract<ProofInput, { kind: "hmac" }>["scheme"];
const scheme = (change: object): ProofInput => ({
  id: "crm",
  kind: "hmac",
  scheme: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { headers: ["x-signature"] },
    signed: [{ part: "body" }],
    ...change,
  } as Scheme,
});
const time = { timestamp: { in: "header", header: "x-time" } };
const id = { eventId: { in: "header", header: "x-id" } };
const body = { part: "body" };
const stop = { part: "text", text: "." };
const one = (proof: object) => ({ proofs: [proof] });

describe("schemes and tokens that would prove nothing", () => {
  const wrong: { name: string; settings: unknown; secrets?: Secrets; fault: string }[] = [
    {
      name: "have a signing secret of another kind",
      settings: one({ id: "crm", ...presets.svix }),
      fault: "secret-standard",
    },
    {
      name: "have a signing secret of 23 bytes",
      settings: one({ id: "crm", ...presets.svix }),
      secrets: { "crm.current": `whsec_${Buffer.alloc(23).toString("base64")}` },
      fault: "secret-standard",
    },
    {
      name: "have a short secret",
      settings: one(scheme({})),
      secrets: { "crm.current": "0123456789abcde" },
      fault: "secret-short",
    },
    {
      name: "have a secret that is not base64",
      settings: one(scheme({ secret: { encoding: "base64" } })),
      fault: "secret-encoding",
    },
    {
      name: "have a secret that is not hexadecimal",
      settings: one(scheme({ secret: { encoding: "hex" } })),
      fault: "secret-encoding",
    },
    { name: "use MD5", settings: one(scheme({ algorithm: "md5" })), fault: "settings" },
    { name: "have no signature header", settings: one(scheme({ signature: { headers: [] } })), fault: "settings" },
    { name: "sign nothing", settings: one(scheme({ signed: [] })), fault: "settings" },
    {
      name: "do not sign the body",
      settings: one(scheme({ ...time, signed: [{ part: "timestamp" }] })),
      fault: "scheme-body",
    },
    { name: "sign the body twice", settings: one(scheme({ signed: [body, stop, body] })), fault: "scheme-body" },
    { name: "send a time that is not signed", settings: one(scheme(time)), fault: "scheme-timestamp" },
    {
      name: "sign a time that is not sent",
      settings: one(scheme({ signed: [{ part: "timestamp" }, body] })),
      fault: "scheme-timestamp",
    },
    {
      name: "sign an id that is not sent",
      settings: one(scheme({ signed: [{ part: "id" }, stop, body] })),
      fault: "scheme-id",
    },
    {
      name: "sign an id that runs into the body",
      settings: one(scheme({ ...id, signed: [{ part: "id" }, body] })),
      fault: "scheme-divided",
    },
    {
      name: "divide an id by a letter",
      settings: one(scheme({ ...id, signed: [{ part: "id" }, { part: "text", text: "v" }, body] })),
      fault: "scheme-divided",
    },
    {
      name: "have no algorithm",
      settings: one({ id: "crm", kind: "jwt", algorithms: [] }),
      fault: "jwt-algorithms-none",
    },
    {
      name: "have the algorithm none",
      settings: one({ id: "crm", kind: "jwt", algorithms: ["none"] }),
      fault: "settings",
    },
    {
      name: "mix shared and public keys",
      settings: one({ id: "crm", kind: "jwt", algorithms: ["HS256", "RS256"] }),
      fault: "jwt-algorithms-mixed",
    },
    {
      name: "forgive clocks 301 s apart",
      settings: one({ id: "crm", kind: "jwt", algorithms: ["HS256"], tolerance: 301 }),
      fault: "settings",
    },
  ];
  for (const { name, settings, secrets = held, fault } of wrong) {
    it(`are refused when they ${name}`, () => refusesSettings(settings, secrets, fault));
  }
});
