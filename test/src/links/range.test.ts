import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answerAsset, type Behind, tokensOf } from "../../../src/links/index.ts";

const film = Buffer.from("0123456789");
const tokens = tokensOf("ab".repeat(32), "c1");
const token = tokens.asset({ hash: "f".repeat(64), type: "video/mp4", bytes: film.length });

function behind(bytes: Buffer): Behind {
  return {
    tokens,
    languageOf: async () => undefined,
    optOut: async () => assert.fail(),
    bytesOf: async () => bytes,
    tooMany: async () => undefined,
    failed: (error) => assert.fail(String(error)),
  };
}

/** What a film of ten bytes answers. */
const asked: [range: string | undefined, status: number, body: string, contentRange: string | undefined][] = [
  [undefined, 200, "0123456789", undefined],
  ["bytes=0-1", 206, "01", "bytes 0-1/10"],
  ["bytes=0-", 206, "0123456789", "bytes 0-9/10"],
  ["bytes=9-9", 206, "9", "bytes 9-9/10"],
  ["bytes=4-99", 206, "456789", "bytes 4-9/10"],
  ["bytes=-3", 206, "789", "bytes 7-9/10"],
  ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
  ["Bytes= 0-1 ", 206, "01", "bytes 0-1/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=999999999999999-", 416, "", "bytes */10"],
  ["bytes=-0", 416, "", "bytes */10"],
  ["bytes=3-2", 200, "0123456789", undefined],
  ["bytes=0-1,4-5", 200, "0123456789", undefined],
  ["bytes=-", 200, "0123456789", undefined],
  ["bytes=a-b", 200, "0123456789", undefined],
  ["bytes=0-1\r\nx: y", 200, "0123456789", undefined],
  ["bytes=9999999999999999-", 200, "0123456789", undefined],
  ["items=0-1", 200, "0123456789", undefined],
  ["", 200, "0123456789", undefined],
];

describe("an asset", () => {
  for (const [range, status, body, contentRange] of asked)
    it(`asked for ${JSON.stringify(range)} answers ${status} ${contentRange ?? "all"}`, async () => {
      const answer = await answerAsset({ method: "GET", token, language: "en", by: "page", range }, behind(film));
      assert.equal(answer.status, status);
      assert.equal(Buffer.from(answer.body).toString(), body);
      assert.equal(answer.headers["content-range"], contentRange);
      assert.equal(answer.headers["content-length"], String(body.length));
      assert.match(answer.headers["content-security-policy"] ?? "", /sandbox/);
      if (status !== 416) assert.equal(answer.headers["accept-ranges"], "bytes");
    });

  it("has no part for who asks for its head alone", async () => {
    const ask = { method: "HEAD", token, language: "en", by: "page", range: "bytes=0-1" } as const;
    const answer = await answerAsset(ask, behind(film));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers["content-length"], "10");
    assert.equal(answer.headers["accept-ranges"], "bytes");
  });

  it("of no bytes has no part", async () => {
    for (const range of ["bytes=0-", "bytes=-1"]) {
      const answer = await answerAsset(
        { method: "GET", token, language: "en", by: "page", range },
        behind(Buffer.alloc(0)),
      );
      assert.equal(answer.status, 416);
    }
  });
});
