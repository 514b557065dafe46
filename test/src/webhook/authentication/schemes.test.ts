import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "mocha";
import type { AuthenticationInput } from "../../../../src/webhook/authentication/index.ts";
import { asker, body, now, reason } from "./call.ts";

type Scheme = Extract<AuthenticationInput["proofs"][number], { kind: "hmac" }>["scheme"];
const key = Buffer.from("000102030405060708090a0b0c0d0e0f10111213141516171819", "hex");
const secretText = { utf8: "a secret of some length", base64: key.toString("base64"), hex: key.toString("hex") };

const plain: Scheme = {
  algorithm: "sha256",
  encoding: "hex",
  signature: { headers: ["x-signature"] },
  signed: [{ part: "body" }],
};
const proof = (scheme: Scheme, window?: number): AuthenticationInput => ({
  proofs: [{ id: "crm", kind: "hmac", scheme }],
  window,
});

/** Its signature holds both marks in which the two alphabets of base64 differ. */
const signsOfBoth = Buffer.from('{"n": 2}');

describe("a scheme of signatures", () => {
  for (const algorithm of ["sha1", "sha256", "sha512"] as const) {
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      it(`reads HMAC-${algorithm} as ${encoding}, of secrets shorter and longer than a block`, async () => {
        for (const length of [16, 63, 64, 65, 127, 128, 129, 300]) {
          const secret = "s".repeat(length);
          const mac = createHmac(algorithm, secret).update(body).digest(encoding);
          const ask = asker(proof({ ...plain, algorithm, encoding }), { "crm.current": secret });
          assert.equal(reason(await ask({ "x-signature": mac })), "proven", String(length));
          assert.equal(reason(await ask({ "x-signature": mac.slice(0, -1) })), "hmac.signature-mismatch");
        }
      });
    }
  }

  for (const encoding of ["utf8", "base64", "hex"] as const) {
    it(`takes a secret written as ${encoding}, blanks around it or not`, async () => {
      const bytes = encoding === "utf8" ? Buffer.from(secretText.utf8) : key;
      const mac = createHmac("sha256", bytes).update(body).digest("hex");
      const ask = asker(proof({ ...plain, secret: { encoding } }), { "crm.current": ` ${secretText[encoding]}\n` });
      assert.equal(reason(await ask({ "x-signature": mac })), "proven");
    });
  }

  it("levels the case of hexadecimal and the padding of base64url, and nothing else", async () => {
    const bytes = createHmac("sha256", secretText.utf8).update(signsOfBoth).digest();
    assert.match(bytes.toString("base64"), /[+].*[/]|[/].*[+]/);
    const answers = async (encoding: "hex" | "base64" | "base64url", signature: string) =>
      reason(
        await asker(proof({ ...plain, encoding }), { "crm.current": secretText.utf8 })(
          { "x-signature": signature },
          { body: signsOfBoth },
        ),
      );
    assert.equal(await answers("hex", bytes.toString("hex").toUpperCase()), "proven");
    assert.equal(await answers("base64url", `${bytes.toString("base64url")}=`), "proven");
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      for (const other of ["hex", "base64", "base64url"] as const) {
        if (other !== encoding) {
          assert.equal(
            await answers(encoding, bytes.toString(other)),
            "hmac.signature-mismatch",
            `${other} as ${encoding}`,
          );
        }
      }
    }
    assert.equal(await answers("base64", bytes.toString("base64").replace("=", "")), "hmac.signature-mismatch");
  });

  const parts: { name: string; signed: Scheme["signed"]; text: string }[] = [
    {
      name: "time and body, nothing between",
      signed: [{ part: "timestamp" }, { part: "body" }],
      text: `1769851800000${body}`,
    },
    {
      name: "version, time, body",
      signed: [{ part: "text", text: "v0:" }, { part: "timestamp" }, { part: "text", text: ":" }, { part: "body" }],
      text: `v0:1769851800000:${body}`,
    },
    {
      name: "method, path, body, time",
      signed: [{ part: "method" }, { part: "path" }, { part: "body" }, { part: "timestamp" }],
      text: `POST/journey/abc${body}1769851800000`,
    },
    {
      name: "target and id before, accents around",
      signed: [
        { part: "target" },
        { part: "text", text: "|é|" },
        { part: "id" },
        { part: "text", text: "|" },
        { part: "body" },
        { part: "timestamp" },
      ],
      text: `/journey/abc?a=1&b=%20|é|ev-1|${body}1769851800000`,
    },
  ];
  for (const { name, signed, text } of parts) {
    const scheme: Scheme = {
      ...plain,
      signed,
      timestamp: { in: "header", header: "X-Time", unit: "ms" },
      eventId: { in: "header", header: "X-Event" },
    };
    const ask = asker(proof(scheme), { "crm.current": secretText.utf8 });
    const headers = {
      "X-Time": String(now),
      "X-Event": "ev-1",
      "X-Signature": createHmac("sha256", secretText.utf8).update(text).digest("hex"),
    };
    const change = { query: "a=1&b=%20" };

    it(`covers ${name}`, async () => {
      const answer = await ask(headers, change);
      assert.equal(reason(answer), "proven");
      assert.equal(answer.ok && answer.eventIdSigned, name.includes("id"));
      const others = { method: "PUT", path: "/journey/abd", target: "/journey/abd" };
      for (const [part, value] of Object.entries(others)) {
        if (!signed.some((one) => one.part === part)) continue;
        const moved = part === "method" ? { method: value } : { path: value };
        assert.equal(reason(await ask(headers, { ...change, ...moved })), "hmac.signature-mismatch", part);
      }
      if (name.includes("target")) {
        assert.equal(reason(await ask(headers, { query: "a=1" })), "hmac.signature-mismatch");
        assert.equal(reason(await ask({ ...headers, "X-Event": "ev|1" }, change)), "hmac.id-form");
      }
    });

    it(`reads milliseconds strictly: ${name}`, async () => {
      for (const time of [
        "1769851800",
        "17698518000000000",
        "1769851800000.0",
        "+1769851800000",
        "0x19c",
        "1e12",
        "é",
      ]) {
        const expected = time === "1769851800" ? "hmac.timestamp-old" : "hmac.timestamp-form";
        assert.equal(reason(await ask({ ...headers, "X-Time": time }, change)), expected, time);
      }
    });
  }

  const windows = [
    { window: 30, behind: 30, expected: "proven" },
    { window: 30, behind: 31, expected: "hmac.timestamp-old" },
    { window: 30, behind: -30, expected: "proven" },
    { window: 30, behind: -31, expected: "hmac.timestamp-new" },
    { window: undefined, behind: 300, expected: "proven" },
    { window: undefined, behind: 301, expected: "hmac.timestamp-old" },
    { window: 3600, behind: 3600, expected: "proven" },
    { window: 3600, behind: 3601, expected: "hmac.timestamp-old" },
  ];
  for (const { window, behind, expected } of windows) {
    it(`answers ${expected} to a call ${behind} s behind in a window of ${window ?? "usual"} s`, async () => {
      const scheme: Scheme = {
        ...plain,
        timestamp: { in: "header", header: "x-time" },
        signed: [{ part: "timestamp" }, { part: "text", text: "." }, { part: "body" }],
      };
      const time = String(now / 1000 - behind);
      const mac = createHmac("sha256", secretText.utf8).update(`${time}.${body}`).digest("hex");
      const answer = await asker(proof(scheme, window), { "crm.current": secretText.utf8 })({
        "x-time": time,
        "x-signature": mac,
      });
      assert.equal(reason(answer), expected);
      if (!answer.ok) assert.deepEqual([answer.data.seconds, answer.data.window], [Math.abs(behind), window ?? 300]);
    });
  }

  it("names the field of the body that holds the event id, proven with the body", async () => {
    const ask = asker(proof({ ...plain, eventId: { in: "field", field: "data.id" } }), {
      "crm.current": secretText.utf8,
    });
    const mac = createHmac("sha256", secretText.utf8).update(body).digest("hex");
    const answer = await ask({ "x-signature": mac });
    assert.ok(answer.ok);
    assert.deepEqual([answer.eventId, answer.eventIdField, answer.eventIdSigned], [undefined, "data.id", true]);
  });

  it("refuses an unsigned event id that is none, and takes a call without", async () => {
    const scheme: Scheme = { ...plain, eventId: { in: "header", header: "x-event" } };
    const ask = asker(proof(scheme), { "crm.current": secretText.utf8 });
    const mac = createHmac("sha256", secretText.utf8).update(body).digest("hex");
    const answer = await ask({ "x-signature": mac });
    assert.deepEqual([answer.ok, answer.ok && answer.eventId], [true, undefined]);
    for (const id of ["two words", "a,b", "é", "x".repeat(201)]) {
      assert.equal(reason(await ask({ "x-signature": mac, "x-event": id })), "event-id");
    }
  });
});
