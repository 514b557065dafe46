import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { describe, it } from "mocha";
import { defaults } from "../../nodes/inbound-webhook/config.ts";
import { sampleBody, signedCall } from "../../nodes/shared/editor-signed-call.ts";
import { type Field, mintSecret } from "../../src/webhook/index.ts";
import { verify } from "../src/webhook/authentication/verify.ts";

const field = (change: Partial<Field>): Field => ({
  name: "decision",
  type: "text",
  required: true,
  values: [],
  target: "event",
  as: "",
  ...change,
});

describe("signed call of the webhook's form", () => {
  it("makes a body that fits the fields", () => {
    const fields = [
      field({ name: "file.number", target: "case-key" }),
      field({ name: "file.decision", type: "enum", values: [{ value: "accepted", synonyms: [] }] }),
      field({ name: "amount", type: "number" }),
      field({ name: "since", type: "date" }),
    ];
    assert.deepEqual(sampleBody(fields), {
      file: { number: "CASE-1001", decision: "accepted" },
      amount: 1,
      since: "2026-01-31",
    });
  });

  it("is signed by the shell as the webhook verifies it", async () => {
    const secret = mintSecret();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const received = once(server, "request");
    // A quote in the body must not end the shell's string.
    const fields = [
      ...defaults.fields,
      field({ name: "word", type: "enum", values: [{ value: "l'accord", synonyms: [] }] }),
    ];
    const call = promisify(execFile)("sh", ["-c", signedCall(`http://127.0.0.1:${port}/webhook/x`, secret, fields)]);
    const [request, response] = await received;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end("{}");
    await call;
    server.close();
    const body = Buffer.concat(chunks);
    assert.equal(JSON.parse(String(body)).word, "l'accord");
    assert.equal(request.headers["content-type"], "application/json");
    assert.equal(verify([secret], request.headers, body, Date.now()).verified, true);
    assert.equal(verify([mintSecret()], request.headers, body, Date.now()).verified, false);
  });
});
