import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import { openLinks } from "../../nodes/campaign/open-links.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import { flowOf, nodeRed } from "./helper.ts";

/** What the answers of links of every kind have in common: nobody keeps, lists or passes on their address. */
const guarded = {
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

describe("the links of a campaign", () => {
  const red = nodeRed();
  async function open() {
    await red.load(flowOf({ type: "collector" }, 0, { baseUrl: red.url }));
    return red.url;
  }

  const campaign = () => red.node("c1") as CampaignNode;
  async function links() {
    const found = await campaign().links();
    assert.ok(found !== undefined);
    return found;
  }
  async function enrol(locale = "fr") {
    const { store } = await red.house();
    const recipient = { id: "R-1", email: "lea@example.org", locale, consent: { "email.marketing": true } };
    await store.enrol([{ campaign: "c1", node: "elsewhere", recipient, caseKey: "D-1", test: false, at: 1 }]);
    return store;
  }
  const consents = async () =>
    (await (await red.house()).store.holdings({ campaign: "c1", id: "R-1" }))?.consents ?? [];

  it("are none where the campaign has no public address", async () => {
    await red.load(flowOf({ type: "collector" }, 0));
    assert.equal(await campaign().links(), undefined);
  });

  it("hold no store open where Node-RED serves nothing", () => {
    let held = 0;
    const hold = () => {
      held += 1;
      return () => {
        held -= 1;
      };
    };
    const serverless = { server: null, settings: {} } as unknown as NodeAPI;
    const open = () => openLinks(serverless, { id: "c1", hold } as unknown as CampaignNode, () => {});
    assert.throws(open, { key: "webhook.no-server" });
    assert.equal(held, 0);
  });

  it("stay the same over a restart, and name nobody", async () => {
    const base = await open();
    const { unsubscribe, asset } = await links();
    const before = unsubscribe("lea@example.org", "email", false);
    assert.ok(before.startsWith(`${base}/link/c1/unsubscribe/`));
    assert.doesNotMatch(before, /lea|example/);
    assert.notEqual(unsubscribe("lea@example.org", "sms", false), before);
    assert.match(asset({ hash: "a".repeat(64), type: "image/png", bytes: 1 }), /\/link\/c1\/asset\/[\w-]+$/);
    await red.restart(flowOf({ type: "collector" }, 0, { baseUrl: base }));
    assert.equal((await links()).unsubscribe("lea@example.org", "email", false), before);
  });

  it("change nothing when scanners fetch them, in whatever way they look", async () => {
    await open();
    const store = await enrol();
    const url = (await links()).unsubscribe("R-1", "email", false);
    for (const method of ["GET", "HEAD", "GET"])
      assert.equal((await fetch(method === "GET" ? `${url}?utm=1` : url, { method })).status, 200);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const refused = await fetch(url, { method });
      assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD, POST"], method);
    }
    assert.equal((await store.recipient({ campaign: "c1", id: "R-1" }))?.consent?.["email.marketing"], true);
    assert.equal((await consents()).length, 1);
  });

  const languages: [string, string, RegExp][] = [
    ["fr-CA", "en", /<html lang="fr">[\s\S]*Ne plus recevoir de publicité/],
    ["en", "fr", /<html lang="en">[\s\S]*no more advertising by e\u2011mail/],
  ];
  for (const [locale, browser, says] of languages)
    it(`ask a recipient who reads ${locale} in their language, with one button and nothing to load`, async () => {
      await open();
      await enrol(locale);
      const url = (await links()).unsubscribe("R-1", "email", false);
      const page = await fetch(url, { headers: { "accept-language": browser } });
      const html = await page.text();
      assert.match(html, says);
      assert.equal(html.match(/<button/g)?.length, 1);
      assert.doesNotMatch(html, /<script|<img|<link|src=/);
      const policy = page.headers.get("content-security-policy") ?? "";
      assert.match(
        policy,
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-/,
      );
      assert.deepEqual(Object.fromEntries(Object.keys(guarded).map((name) => [name, page.headers.get(name)])), guarded);
      assert.equal(page.headers.get("cache-control"), "no-store");
    });

  it("withdraw consent in one click, once, with source and proof", async () => {
    await open();
    const store = await enrol("en");
    const url = (await links()).unsubscribe("R-1", "email", false);
    const click = () =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
    const answers = await Promise.all([click(), click()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.match(await answers[0]!.text(), /You get no more advertising by e\u2011mail/);
    // Its own button later, which changes nothing any more.
    assert.equal((await fetch(`${url}?page`, { method: "POST" })).status, 200);
    const person = await store.recipient({ campaign: "c1", id: "R-1" });
    assert.equal(person?.consent?.["email.marketing"], false);
    const told = (await consents()).map(({ granted, source, proof }) => [granted, source, proof]);
    assert.deepEqual(told.slice(1), [[false, "unsubscribe link", "one-click"]]);
    const list = await store.suppressed("c1", person!);
    assert.deepEqual(
      [...new Set(list.map((one) => JSON.stringify(one)))],
      ['{"channel":"email","purpose":"marketing","reason":"unsubscribed"}'],
    );
    const [story] = await store.story("D-1");
    assert.deepEqual(
      story?.lines.map(({ kind }) => kind),
      ["journey.started", "consent.withdrawn"],
    );
  });

  it("end text messages alone where the link is of one, by the button of the page", async () => {
    await open();
    const store = await enrol("en");
    const url = (await links()).unsubscribe("R-1", "sms", false);
    assert.match(await (await fetch(url)).text(), /by text message from us\?[\s\S]*action="\?page"/);
    assert.match(await (await fetch(`${url}?page`, { method: "POST" })).text(), /no more advertising by text message/);
    const person = await store.recipient({ campaign: "c1", id: "R-1" });
    assert.deepEqual(person?.consent, { "email.marketing": true, "sms.marketing": false });
    assert.equal((await consents()).at(-1)?.proof, "page");
  });

  it("end nothing where they stand in a message of a test, and say so", async () => {
    await open();
    await enrol();
    const url = (await links()).unsubscribe("R-1", "email", true);
    assert.equal((await fetch(url)).status, 200);
    assert.match(await (await fetch(`${url}?page`, { method: "POST" })).text(), /vient d’un envoi de test/);
    assert.equal((await consents()).length, 1);
  });

  it("serve who was erased in the meantime, and keep nothing of them", async () => {
    await open();
    const store = await enrol();
    const url = (await links()).unsubscribe("R-1", "email", false);
    await store.erase({ campaign: "c1", id: "R-1", by: "Anne", why: "asked", at: 5 });
    assert.equal((await fetch(url)).status, 200);
    const done = await fetch(url, { method: "POST", headers: { "accept-language": "fr" } });
    assert.match(await done.text(), /C’est fait/);
    assert.equal(await store.recipient({ campaign: "c1", id: "R-1" }), undefined);
    assert.deepEqual(await store.campaigns(), []);
  });

  const hostile: [string, (token: string) => string][] = [
    ["nothing", () => ""],
    ["a changed token", (token) => `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`],
    ["half a token", (token) => token.slice(0, token.length / 2)],
    ["a bad escape", () => "%E0%A4%A"],
    ["a null byte", (token) => `${token}%00`],
    ["a way up", () => "..%2f..%2fetc%2fpasswd"],
    ["markup", () => "%3Cscript%3E"],
    ["a long one", () => "A".repeat(12_000)],
  ];
  for (const what of ["unsubscribe", "asset"] as const)
    it(`answer 404 to what is no token of theirs: ${what}`, async () => {
      const base = await open();
      await enrol();
      const { unsubscribe, asset } = await links();
      const own = {
        unsubscribe: unsubscribe("R-1", "email", false),
        asset: asset({ hash: "a".repeat(64), type: "image/png", bytes: 1 }),
      }[what];
      const token = own.split("/").at(-1) ?? "";
      for (const [name, change] of hostile)
        for (const method of ["GET", "POST"])
          assert.equal(
            (await fetch(`${base}/link/c1/${what}/${change(token)}`, { method })).status,
            404,
            `${method} ${name}`,
          );
      assert.equal((await consents()).length, 1);
      assert.deepEqual(red.errors, []);
    });

  it("ask people to come back while the store cannot be opened", async () => {
    await writeFile(join(red.folder, "blocked"), "");
    await red.load(flowOf({ type: "collector" }, 0, { baseUrl: red.url, store: "blocked/store.sqlite" }));
    const headers = { "accept-language": "fr" };
    const answer = await fetch(`${red.url}/link/c1/unsubscribe/abc`, { method: "POST", headers });
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "60"]);
    assert.match(await answer.text(), /Votre demande n’a pas pu être enregistrée/);
  });

  it("let nobody press the button for ever, and others not pay for it", async () => {
    await open();
    await enrol();
    const { unsubscribe } = await links();
    const url = unsubscribe("R-1", "email", false);
    const codes: number[] = [];
    for (let count = 0; count < 31; count += 1) codes.push((await fetch(url, { method: "POST" })).status);
    assert.deepEqual([new Set(codes.slice(0, 30)), codes.at(-1)], [new Set([200]), 429]);
    assert.equal((await fetch(unsubscribe("R-2", "email", false), { method: "POST" })).status, 200);
  });

  it("hear whoever presses the button, however many have looked", async () => {
    await open();
    await enrol();
    const url = (await links()).unsubscribe("R-1", "email", false);
    const codes: number[] = [];
    for (let count = 0; count < 31; count += 1) codes.push((await fetch(url)).status);
    assert.deepEqual([new Set(codes.slice(0, 30)), codes.at(-1)], [new Set([200]), 429]);
    assert.equal((await fetch(url, { method: "POST" })).status, 200);
    assert.equal((await consents()).at(-1)?.granted, false);
  });

  it("answer whoever sends a body without end, and read none of it", async () => {
    const base = await open();
    await enrol();
    const url = new URL((await links()).unsubscribe("R-1", "email", false));
    const socket = connect(Number(new URL(base).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`POST ${url.pathname} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    let heard = "";
    socket.on("data", (data) => {
      heard += String(data);
    });
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      const more = () => {
        if (socket.destroyed || !socket.writable) return;
        socket.write(chunk);
        setImmediate(more);
      };
      more();
    });
    assert.match(heard, /^HTTP\/1\.1 200 /);
  });

  describe("to an asset", () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

    it("give the bytes with their type, to be kept for good by who has the address", async () => {
      await open();
      const { assets } = await red.house();
      const url = (await links()).asset(await assets.put(picture, "image/png"));
      const answer = await fetch(url);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), picture);
      const heads = ["content-type", "cache-control", "content-length", "cross-origin-resource-policy"];
      assert.deepEqual(
        heads.map((name) => answer.headers.get(name)),
        ["image/png", "private, max-age=31536000, immutable", "7", "cross-origin"],
      );
      assert.match(answer.headers.get("content-security-policy") ?? "", /sandbox/);
      const head = await fetch(url, { method: "HEAD" });
      assert.deepEqual([head.status, head.headers.get("content-length"), await head.text()], [200, "7", ""]);
      assert.equal((await fetch(url, { method: "POST" })).status, 405);
    });

    it("give a part of them to who plays a film", async () => {
      await open();
      const { assets } = await red.house();
      const url = (await links()).asset(await assets.put(picture, "video/mp4"));
      const part = await fetch(url, { headers: { range: "bytes=1-3" } });
      assert.deepEqual(
        [part.status, part.headers.get("content-range"), await part.text()],
        [206, "bytes 1-3/7", "PNG"],
      );
      const behind = await fetch(url, { headers: { range: "bytes=7-" } });
      assert.deepEqual([behind.status, behind.headers.get("content-range")], [416, "bytes */7"]);
    });

    it("give nothing of what was erased", async () => {
      await open();
      const { assets } = await red.house();
      const asset = await assets.put(picture, "image/png");
      const url = (await links()).asset(asset);
      await assets.remove(asset.hash);
      assert.equal((await fetch(url)).status, 404);
      assert.deepEqual(red.errors, []);
    });

    it("name no type that is none", async () => {
      await open();
      const { assets } = await red.house();
      const url = (await links()).asset(await assets.put(picture, "image/png\r\nx: y"));
      assert.equal((await fetch(url)).headers.get("content-type"), "application/octet-stream");
    });
  });

  it("outlive a deploy, and are gone with their campaign", async () => {
    const base = await open();
    await enrol();
    const url = (await links()).unsubscribe("R-1", "email", false);
    await red.deploy(flowOf({ type: "collector" }, 0, { baseUrl: base, name: "Summer" }));
    assert.equal((await fetch(url)).status, 200);
    await red.deploy([{ id: "tab", type: "tab", label: "Empty" }]);
    assert.equal((await fetch(url)).status, 410);
  });
});
