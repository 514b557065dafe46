import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { domainOf, mailboxOf } from "../../../src/mail/address.ts";

const good: [string, string, boolean][] = [
  ["zoe@client.example", "client.example", false],
  ["Zoe.O'Neil+a=b@Client.Example", "client.example", false],
  ["zoe@exämple.org", "xn--exmple-cua.org", false],
  ["zoe@xn--exmple-cua.org", "xn--exmple-cua.org", false],
  ["zoé@client.example", "client.example", true],
  ["用户@例子.广告", "xn--fsqu00a.xn--4rr70v", true],
  ['"zoe noel"@client.example', "client.example", false],
  ["root@localhost", "localhost", false],
  [`${"a".repeat(64)}@client.example`, "client.example", false],
];
const bad = [
  ...["", "@", "zoe", "zoe@", "@client.example", "zoe@client", "zoe @client.example", "zoe@client .example"],
  ...["zoe@client..example", ".zoe@client.example", "zoe.@client.example", "zo..e@client.example", "a@b@c.example"],
  ...["zoe@-client.example", "zoe@client-.example", "zoe@client_x.example", "zoe@[192.0.2.1]", "zoe@192.0.2.1"],
  ...["zoe@client.example/x", "zoe@client.example:25", "zoe@client.example?x", "zoe@%63lient.example", "<z@a.example>"],
  ...[
    "z\0@a.example",
    "z\r\n@a.example",
    "z@a.example\r\n",
    "z\u200b@a.example",
    "z\u202e@a.example",
    '"z\n"@a.example',
  ],
  ...[
    '"a"b"@a.example',
    '"<a>"@b.example',
    '""@a.example',
    "a,b@c.example",
    "a;b@c.example",
    "a:b@c.example",
    "\uD800@a.example",
  ],
  ...[`${"a".repeat(65)}@client.example`, `${"é".repeat(33)}@client.example`, `z@${"a".repeat(64)}.example`],
  ...[`z@${"a.".repeat(126)}example`],
];

describe("an address", () => {
  for (const [address, domain, international] of good)
    it(`${JSON.stringify(address)} is one`, () => {
      const box = mailboxOf(address);
      assert.deepEqual(box && { domain: box.domain, international: box.international }, { domain, international });
      assert.equal(box?.local, address.slice(0, address.lastIndexOf("@")));
    });
  for (const address of bad)
    it(`${JSON.stringify(address).slice(0, 60)} is none`, () => {
      assert.equal(mailboxOf(address), undefined);
    });
  it("has a domain that ends with a dot or not", () => {
    assert.equal(domainOf("Client.Example."), "client.example");
  });
});
