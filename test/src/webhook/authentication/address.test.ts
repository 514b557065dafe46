import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type AuthenticationInput, compileAuthentication } from "../../../../src/webhook/authentication/index.ts";
import { asker, call, reason } from "./call.ts";

type Addresses = NonNullable<AuthenticationInput["addresses"]>;
const settings = (addresses: Addresses): AuthenticationInput => ({
  proofs: [{ id: "open", kind: "address-only" }],
  addresses,
});
const allowed = (addresses: Addresses, remoteAddress: string | undefined, headers: Record<string, string> = {}) => {
  const refused = compileAuthentication(settings(addresses), {}).checkAddress(call(headers, { remoteAddress }));
  return refused === undefined ? "allowed" : reason(refused).replace("address-", "");
};

describe("the list of network addresses", () => {
  const mixed = ["192.0.2.7", "198.51.100.0/24", "2001:db8:1::/48", "2001:db8::17"];
  const cases: [string[], string | undefined, string][] = [
    [mixed, "192.0.2.7", "allowed"],
    [mixed, "192.0.2.8", "refused"],
    [mixed, "198.51.100.0", "allowed"],
    [mixed, "198.51.100.255", "allowed"],
    [mixed, "198.51.101.0", "refused"],
    [mixed, "2001:db8:1:ffff::1", "allowed"],
    [mixed, "2001:DB8:1:0:0:0:0:1", "allowed"],
    [mixed, "2001:db8:2::1", "refused"],
    [mixed, "2001:db8::17", "allowed"],
    [mixed, "2001:db8::17%eth0", "allowed"],
    [mixed, "2001:db8::18", "refused"],
    [mixed, "::ffff:192.0.2.7", "allowed"],
    [mixed, "::FFFF:C000:207", "allowed"],
    [mixed, "0:0:0:0:0:ffff:c000:0208", "refused"],
    [mixed, "::192.0.2.7", "refused"],
    [["::ffff:192.0.2.7"], "192.0.2.7", "allowed"],
    [["::ffff:198.51.100.0/120"], "198.51.100.9", "allowed"],
    [["::ffff:198.51.100.0/120"], "198.51.101.9", "refused"],
    [["10.1.2.3/8"], "10.200.0.1", "allowed"],
    [["10.1.2.3/8"], "11.0.0.1", "refused"],
    [["192.0.2.7/32"], "192.0.2.8", "refused"],
    [["198.51.100.128/25"], "198.51.100.127", "refused"],
    [["0.0.0.0/0"], "203.0.113.1", "allowed"],
    [["0.0.0.0/0"], "2001:db8::1", "refused"],
    [["::/0"], "2001:db8::1", "allowed"],
    [["2001:db8::1/128"], "2001:db8::2", "refused"],
    [mixed, undefined, "unknown"],
    [mixed, "", "unknown"],
    [mixed, "192.0.2", "unknown"],
    [mixed, "192.0.2.007", "unknown"],
    [mixed, "192.0.2.7, 192.0.2.7", "unknown"],
    [mixed, "/tmp/socket", "unknown"],
    [mixed, "%", "unknown"],
    [mixed, "2001:db8::17]/x", "unknown"],
  ];
  for (const [allow, remoteAddress, expected] of cases) {
    it(`${allow === mixed ? "mixed" : allow} answers ${expected} to ${remoteAddress}`, () => {
      assert.equal(allowed({ allow }, remoteAddress), expected);
    });
  }

  it("does not believe a header without a proxy in front", () => {
    const headers = { "x-forwarded-for": "192.0.2.7", forwarded: "for=192.0.2.7" };
    assert.equal(allowed({ allow: mixed }, "203.0.113.1", headers), "refused");
  });

  it("is asked before the proof, again with it, and answers 403 without a challenge or the address", async () => {
    const proofs: AuthenticationInput["proofs"] = [{ id: "crm", kind: "bearer" }];
    const ask = asker({ proofs, addresses: { allow: mixed } }, { "crm.current": "0123456789abcdef" });
    const elsewhere = { remoteAddress: "203.0.113.1" };
    const refused = { ok: false, status: 403, code: "webhook.authentication.address-refused", data: {} };
    assert.deepEqual(await ask({ authorization: "Bearer 0123456789abcdef" }, elsewhere), refused);
    assert.equal(reason(await ask({})), "bearer.missing");
    assert.equal(reason(await ask({ authorization: "Bearer 0123456789abcdef" })), "proven");
  });
});

describe("proxies in front", () => {
  const proxy = "10.0.0.1";
  const allow = ["192.0.2.7", "2001:db8::17"];
  const lists: [number, string | undefined, string][] = [
    [1, "192.0.2.7", "allowed"],
    [1, " 192.0.2.7 ", "allowed"],
    [1, "203.0.113.1, 192.0.2.7", "allowed"],
    [1, "192.0.2.7, 203.0.113.1", "refused"],
    [1, "garbage,,<>, 192.0.2.7", "allowed"],
    [2, "192.0.2.7, 10.0.0.2", "allowed"],
    [2, "192.0.2.7, 203.0.113.1, 10.0.0.2", "refused"],
    [2, "192.0.2.7, garbage", "unknown"],
    [2, "192.0.2.7", "unknown"],
    [1, undefined, "unknown"],
    [1, "", "unknown"],
    [1, "192.0.2.7,", "unknown"],
    [1, "unknown", "unknown"],
    [1, "192.0.2.7:4711", "allowed"],
    [1, "[2001:db8::17]:443", "allowed"],
    [1, "[2001:db8::17]", "allowed"],
    [1, "2001:db8::17", "allowed"],
    [1, "::ffff:192.0.2.7", "allowed"],
    [1, "192.0.2.7:", "unknown"],
    [1, '"192.0.2.7"', "unknown"],
    [1, `${"1".repeat(4100)}, 192.0.2.7`, "unknown"],
  ];
  for (const [proxies, value, expected] of lists) {
    it(`${proxies} with X-Forwarded-For ${value?.slice(0, 40)} is answered ${expected}`, () => {
      const headers: Record<string, string> = value === undefined ? {} : { "X-Forwarded-For": value };
      assert.equal(allowed({ allow, proxies }, proxy, headers), expected);
    });
  }

  const forwarded: [number, string, string][] = [
    [1, "for=192.0.2.7", "allowed"],
    [1, "For=192.0.2.7;proto=https;by=203.0.113.43", "allowed"],
    [1, 'for="192.0.2.7:4711" ; host="a, b; c"', "allowed"],
    [1, 'for="[2001:db8::17]:4711"', "allowed"],
    [1, 'for="[2001:DB8::17]"', "allowed"],
    [1, "for=203.0.113.1, for=192.0.2.7", "allowed"],
    [1, "for=192.0.2.7, for=203.0.113.1", "refused"],
    [1, 'for=203.0.113.1;host="x, for=192.0.2.7', "unknown"],
    [1, 'for="x, for=192.0.2.7', "unknown"],
    [1, 'for="x\\", for=192.0.2.7"', "unknown"],
    [1, "for=192.0.2.7, proto=https", "unknown"],
    [1, "for=203.0.113.1;for=192.0.2.7", "unknown"],
    [1, "for=unknown", "unknown"],
    [1, "for=_hidden", "unknown"],
    [1, "for=", "unknown"],
    [1, "192.0.2.7", "unknown"],
    [1, "for=192.0.2.7,", "unknown"],
    [1, 'for=192.0.2.7, for="x', "unknown"],
    [2, "for=192.0.2.7, for=10.0.0.2", "allowed"],
    [2, "for=192.0.2.7, for=_proxy", "unknown"],
    [2, "for=192.0.2.7", "unknown"],
  ];
  for (const [proxies, value, expected] of forwarded) {
    it(`${proxies} with Forwarded ${value} is answered ${expected}`, () => {
      const headers = { Forwarded: value, "X-Forwarded-For": "192.0.2.7" };
      assert.equal(allowed({ allow, proxies, header: "forwarded" }, proxy, headers), expected);
    });
  }

  it("may each write a header of their own: the last line counts", () => {
    const addresses: Addresses = { allow, proxies: 1 };
    const { checkAddress } = compileAuthentication(settings(addresses), {});
    const last = (...lines: string[]) => checkAddress(call({ "X-Forwarded-For": lines }, { remoteAddress: proxy }));
    assert.equal(last("203.0.113.1", "192.0.2.7"), undefined);
    assert.equal(last("192.0.2.7", "203.0.113.1")?.status, 403);
  });
});
