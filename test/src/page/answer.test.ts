import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "mocha";
import type { PageAsk } from "../../../src/page/index.ts";
import { asset, browser, elements, filled, form, htmlOf, kept, otherToken, Pages, token } from "./pages.ts";

type Action = PageAsk["action"];
const actions: Action[] = ["page", "answer", "seen", "choices"];

/** What each address says to each method where there is a page, with nothing sent. */
const calls: [method: string, Record<Action, number>][] = [
  ["GET", { page: 200, answer: 200, seen: 405, choices: 200 }],
  ["HEAD", { page: 200, answer: 200, seen: 405, choices: 200 }],
  ["POST", { page: 405, answer: 415, seen: 204, choices: 415 }],
  ["PUT", { page: 405, answer: 405, seen: 405, choices: 405 }],
  ["DELETE", { page: 405, answer: 405, seen: 405, choices: 405 }],
  ["OPTIONS", { page: 405, answer: 405, seen: 405, choices: 405 }],
];

describe("a page", () => {
  for (const [method, statuses] of calls)
    for (const action of actions)
      it(`answers ${method} ${action} with ${statuses[action]}`, async () => {
        const pages = new Pages();
        const answer = await pages.ask({ method, action });
        assert.equal(answer.status, statuses[action]);
        if (method === "HEAD") assert.equal(answer.body.byteLength, 0);
        if (answer.status === 405) assert.doesNotMatch(answer.headers.allow ?? "", new RegExp(`\\b${method}\\b`));
        assert.equal(pages.changes.length, method === "POST" && action === "seen" ? 1 : 0);
        assert.deepEqual(pages.failures, []);
      });

  const nobodys: [string, Partial<PageAsk>, (pages: Pages) => void][] = [
    ["unknown", { token: otherToken }, () => {}],
    ["no token", { token: "../../etc/passwd" }, () => {}],
    ["empty", { token: "" }, () => {}],
    [
      "revoked or expired",
      {},
      (pages) => {
        pages.page = undefined;
      },
    ],
  ];
  it("says the same of an address that is not there, whatever the reason", async () => {
    const said = new Set<string>();
    for (const [name, ask, change] of nobodys) {
      const pages = new Pages();
      change(pages);
      const answer = await pages.ask(ask);
      assert.equal(answer.status, 404, name);
      said.add(JSON.stringify([answer.headers, htmlOf(answer)]));
    }
    assert.equal(said.size, 1);
  });

  it("is found by its token as one types it from paper", async () => {
    const answer = await new Pages().ask({ token: `${token.slice(0, 4)}-${token.slice(4).toUpperCase()} ` });
    assert.equal(answer.status, 200);
  });

  it("lets nothing run, load or frame it but what is ours, and stays in nobody's list or cache", async () => {
    const answer = await new Pages().ask();
    const { headers } = answer;
    const [script] = elements(answer, "script");
    const hash = createHash("sha256")
      .update(script?.text ?? "")
      .digest("base64");
    const nonce = elements(answer, "style")[0]?.of.nonce;
    assert.ok(nonce);
    assert.equal(
      headers["content-security-policy"],
      `default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; ` +
        `script-src 'sha256-${hash}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    assert.equal(headers["x-robots-tag"], "noindex, nofollow");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.match(headers["permissions-policy"] ?? "", /geolocation=\(\)/);
    assert.equal(headers["content-length"], String(answer.body.byteLength));
    assert.ok(elements(answer, "style").every(({ of }) => of.nonce === nonce));
    assert.notEqual(elements(await new Pages().ask(), "style")[0]?.of.nonce, nonce);
  });

  it("shows the assets that its content lists, and no others", async () => {
    const [video] = elements(await new Pages().ask(), "video");
    assert.equal(video?.of.src, `/link/c1/asset/${asset.hash.slice(0, 8)}?a=1&b=2`);
    assert.equal(video?.of.poster, `asset:${"b".repeat(64)}`);
  });

  it("speaks the language of its content", async () => {
    const pages = new Pages();
    pages.page = kept({}, { language: "fr-FR" });
    const answer = await pages.ask();
    assert.equal(answer.headers["content-language"], "fr-FR");
    assert.match(htmlOf(answer), />Envoyer</);
  });

  it("has no way into its headers by the language of its content", async () => {
    const pages = new Pages();
    pages.page = kept({}, { language: "fr\r\nset-cookie: a=b" });
    assert.match((await pages.ask()).headers["content-language"] ?? "", /^[A-Za-z0-9-]+$/);
  });

  it("has no form where it asks nothing, and takes no answer", async () => {
    const pages = new Pages();
    pages.form = form({ fields: [] });
    assert.deepEqual(elements(await pages.ask(), "form", "response-form", "section"), []);
    assert.equal((await pages.post(filled)).status, 405);
  });

  it("links to the choices only where there are any", async () => {
    const pages = new Pages();
    const links = async () => elements(await pages.ask(), "a").map(({ of }) => of.href);
    assert.deepEqual(await links(), ["?choices"]);
    pages.choices = false;
    assert.deepEqual(await links(), []);
    assert.equal((await pages.ask({ action: "choices" })).status, 404);
    assert.equal((await pages.post({}, { action: "choices" })).status, 404);
  });

  const failing: [call: string, ask: Partial<PageAsk>][] = [
    ["find", {}],
    ["tooMany", {}],
    ["find", { action: "choices" }],
    ["openChannels", { action: "choices" }],
    ["visited", { action: "seen", method: "POST" }],
  ];
  for (const [call, ask] of failing)
    it(`asks to come back where ${call} fails at ${ask.action ?? "page"}, and tells why`, async () => {
      const pages = new Pages();
      pages.broken = call;
      const answer = await pages.ask(ask);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers["retry-after"], "60");
      assert.equal(pages.failures.length, 1);
    });

  it("asks to come back where its content is none", async () => {
    const pages = new Pages();
    pages.page = { ...kept(), message: {} };
    assert.equal((await pages.ask()).status, 503);
    assert.match(String(pages.failures[0]), /page\.no-document/);
  });

  it("asks too many visitors to wait", async () => {
    const pages = new Pages();
    pages.wait = 17;
    for (const ask of [{}, { action: "choices" }, { action: "seen", method: "POST" }] as const) {
      const answer = await pages.ask(ask);
      assert.equal(answer.status, 429);
      assert.equal(answer.headers["retry-after"], "17");
    }
    assert.deepEqual(pages.changes, []);
  });
});

describe("a visit", () => {
  const own = { ...browser, origin: "https://x.example", host: "x.example" };
  const { "sec-fetch-site": _, ...old } = own;
  const visits: [string, Record<string, string>, doubtful: boolean][] = [
    ["told by the page's script", own, false],
    ["told by the script of an older browser", old, false],
    ["behind a proxy", { ...old, host: "inner:1880", "x-forwarded-host": "x.example, other" }, false],
    ["on a Cubot telephone", { ...own, "user-agent": "Mozilla/5.0 (Linux; Android 13; CUBOT X30) Chrome/140" }, false],
    ["told by another site", { ...own, "sec-fetch-site": "cross-site" }, true],
    ["of another origin", { ...old, origin: "https://evil.example" }, true],
    ["without an origin", { "user-agent": browser["user-agent"] }, true],
    ["loaded ahead", { ...own, "sec-purpose": "prefetch;prerender" }, true],
    ["loaded ahead by an older browser", { ...own, purpose: "prefetch" }, true],
    ["of a bot", { ...own, "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)" }, true],
    ["of a browser without a screen", { ...own, "user-agent": "Mozilla/5.0 HeadlessChrome/140.0" }, true],
    ["of a library", { ...own, "user-agent": "python-requests/2.32" }, true],
    ["without a name", { ...own, "user-agent": "" }, true],
  ];
  for (const [name, headers, doubtful] of visits)
    it(`${name} is ${doubtful ? "doubtful" : "a person's"}`, async () => {
      const pages = new Pages();
      const answer = await pages.ask({ method: "POST", action: "seen", headers });
      assert.equal(answer.status, 204);
      assert.deepEqual(pages.visits, [doubtful]);
    });

  it("of a page that is not there is none", async () => {
    const pages = new Pages();
    assert.equal((await pages.ask({ method: "POST", action: "seen", token: otherToken })).status, 404);
    assert.deepEqual(pages.changes, []);
  });
});

describe("a program that follows every link", () => {
  it("changes nothing by looking, and nobody's visit where it posts", async () => {
    const pages = new Pages();
    const first = await pages.ask();
    const links = elements(first, "a", "form").map(({ of }) => of.href ?? of.action ?? "");
    for (const method of ["HEAD", "GET"])
      for (const link of ["", ...links, "?seen"]) {
        const action = (/\?(\w+)/.exec(link)?.[1] ?? "page") as Action;
        await pages.ask({ method, action, headers: { purpose: "prefetch" } });
      }
    assert.deepEqual(pages.changes, []);
    await pages.ask({ method: "POST", action: "seen", headers: { "user-agent": "SafeLinks" } });
    for (const action of ["answer", "choices"] as const)
      await pages.post("", { action, headers: { "content-type": browser["content-type"] } });
    assert.deepEqual(pages.changes, [true]);
  });
});
