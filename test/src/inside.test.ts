import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { callHttp } from "../../src/http.ts";
import { isInside, namesInside, outsideLookup } from "../../src/inside.ts";
import { answerJson, startService, type TestService } from "./service/server.ts";

const addresses: [address: string, inside: boolean][] = [
  ["10.1.2.3", true],
  ["172.16.0.1", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["127.0.0.1", true],
  ["0.0.0.0", true],
  ["93.184.216.34", false],
  ["::1", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["::ffff:10.0.0.1", true],
  ["::ffff:93.184.216.34", false],
  ["64:ff9b::169.254.169.254", true],
  ["64:ff9b::a00:1", true],
  ["64:ff9b::93.184.216.34", false],
  ["2606:2800:220:1::1", false],
];
const names: [host: string, inside: boolean][] = [
  ["localhost", true],
  ["api.localhost.", true],
  ["[::1]", true],
  ["10.0.0.8", true],
  ["example.org", false],
  ["localhost.example.org", false],
];

describe("private networks", () => {
  let service: TestService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  for (const [address, inside] of addresses) it(`${address}: ${inside}`, () => assert.equal(isInside(address), inside));
  for (const [host, inside] of names) it(`${host} says so: ${inside}`, () => assert.equal(namesInside(host), inside));

  const call = (origin: string, name: string) => {
    const url = `${origin.replace("127.0.0.1", "localhost")}/`;
    return callHttp({ method: "GET", url, headers: {}, time: 5_000, answer: 1_000, lookup: outsideLookup(name) });
  };

  it("a public name that leads inside is not called", async () => {
    service = await startService((_seen, response) => answerJson(response, 200, {}));
    await assert.rejects(call(service.origin, "localhost"), /"code":"EINSIDE"/);
    assert.equal(service.seen.length, 0);
  });

  it("other names, such as that of a proxy, are looked up as always", async () => {
    service = await startService((_seen, response) => answerJson(response, 200, {}));
    assert.equal((await call(service.origin, "api.example.org")).status, 200);
  });
});
