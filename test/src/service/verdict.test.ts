import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { pauseAsked } from "../../../src/retry-after.ts";
import { neverLeft } from "../../../src/service/verdict.ts";

const now = Date.parse("2026-03-31T09:30:00Z");
const pauses: [header: string | undefined, ms: number | undefined][] = [
  [undefined, undefined],
  ["", undefined],
  ["0", 0],
  [" 120 ", 120_000],
  ["3601", 3_600_000],
  ["99999999999999999999", 3_600_000],
  ["1.5", undefined],
  ["-1", undefined],
  ["soon", undefined],
  ["Tue, 31 Mar 2026 09:31:00 GMT", 60_000],
  ["Tue, 31 Mar 2026 09:29:00 GMT", 0],
  ["Tuesday, 31-Mar-26 09:31:00 GMT", 60_000],
  ["Tue Mar 31 09:31:00 2026 GMT", 60_000],
  ["2026-03-31", undefined],
];

const codes: [code: string, left: boolean][] = [
  ["ECONNREFUSED", true],
  ["ENOTFOUND", true],
  ["CERT_HAS_EXPIRED", true],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", true],
  ["ERR_TLS_CERT_ALTNAME_INVALID", true],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true],
  ["ECONNRESET", false],
  ["EPIPE", false],
  ["", false],
];

describe("Retry-After", () => {
  for (const [header, ms] of pauses)
    it(`${JSON.stringify(header)} is ${ms ?? "no pause"}`, () => assert.equal(pauseAsked(header, now), ms));
});

describe("a fault of the network", () => {
  for (const [code, unsent] of codes)
    it(`${code || "without a code"} ${unsent ? "comes before the call" : "leaves it in doubt"}`, () =>
      assert.equal(neverLeft(code), unsent));
});
