import assert from "node:assert/strict";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, it } from "mocha";
import register from "../../nodes/personal-page/personal-page.ts";
import type { PageNode } from "../../nodes/shared/page-address.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import registerWait from "../../nodes/wait-for-decision/wait-for-decision.ts";
import { type CampaignMessage, idFrom, PagePart } from "../../src/contract/index.ts";
import { bodyLimit } from "../../src/page/index.ts";
import { flowOf, nodeRed } from "./helper.ts";
import { formIn, post } from "./page-visitor.ts";

const place = { z: "tab", x: 0, y: 0 };
const baseUrl = "https://c.example.org";
const field = (name: string, more: object = {}) => ({
  ...{ name, type: "text", required: true, values: [], target: "event", as: "", ...more },
});
const fields = [
  field("decision", {
    type: "enum",
    values: [
      { value: "accepted", synonyms: ["Yes, I accept"] },
      { value: "declined", synonyms: [] },
    ],
    meaning: "Your answer",
  }),
  field("email", { type: "email", required: false, target: "recipient" }),
];
const html = (words: string) =>
  `<!doctype html><html lang="en"><head><title>Offer</title></head><body><h1>${words}</h1><response-form></response-form></body></html>`;
const content = (words = "Hello Camille", more: object = {}) => ({
  ...{ id: "0".repeat(26), channel: "page", html: html(words), language: "en", template: "0".repeat(64), ...more },
});
const refusedMessages: { name: string; message: (whole: Record<string, unknown>) => object; error: RegExp }[] = [
  { name: "no content", message: ({ content: _, ...rest }) => rest, error: /holds no page.*render message/ },
  {
    name: "the content of an e-mail",
    message: (whole) => ({ ...whole, content: content("Hi", { channel: "email" }) }),
    error: /is no page.*channel/,
  },
  { name: "no journey", message: ({ journey: _, ...rest }) => rest, error: /belongs to no journey/ },
  {
    name: "a journey that the campaign does not have",
    message: (whole) => ({ ...whole, journey: { ...(whole.journey as object), id: "elsewhere" } }),
    error: /journey/,
  },
  { name: "too much", message: (whole) => ({ ...whole, more: "x".repeat(2_000_001) }), error: /large/ },
];
const settings: { name: string; saved: object; campaign?: object; status: string; log: RegExp }[] = [
  {
    name: "a campaign without a public address",
    saved: {},
    campaign: { baseUrl: "" },
    status: "red ring status.no-address",
    log: /“Spring” has no public address\. Open the campaign/,
  },
  {
    name: "words that cannot stand in an address",
    saved: { slug: "Mon offre" },
    status: "red ring status.error",
    log: /lower-case/,
  },
  {
    name: "no number of days",
    saved: { expires: "soon" },
    status: "red ring status.error",
    log: /how many days.*1 to 3,650/,
  },
  { name: "a colour that is none", saved: { accentColour: "red" }, status: "red ring status.error", log: /no colour/ },
  {
    name: "a list without its values",
    saved: { fields: [field("decision", { type: "enum" })] },
    status: "red ring status.error",
    log: /decision/,
  },
];
const hostile: { name: string; type?: string; body: string | Buffer; status: number }[] = [
  { name: "a body that is too large", body: `data.decision=${"x".repeat(bodyLimit)}`, status: 413 },
  { name: "no form", type: "application/json", body: '{"decision":"accepted"}', status: 415 },
  { name: "bytes that are no text", body: Buffer.from([0xff, 0xfe, 0x00, 0x25]), status: 400 },
  { name: "a form that was never served", body: "data.decision=accepted&form=made-up", status: 422 },
  { name: "names of the language itself", body: "__proto__=1&constructor=2&data.decision=accepted", status: 400 },
  { name: "nothing", body: "", status: 400 },
];

describe("the personal page node", () => {
  const red = nodeRed(register, registerWait);
  const realNow = Date.now;
  let ahead = 0;
  beforeEach(() => {
    ahead = 0;
    Date.now = () => realNow() + ahead;
  });
  afterEach(() => {
    Date.now = realNow;
  });

  const flow = (saved: object = {}, campaign: object = {}) =>
    flowOf({ type: "personal-page", fields, slug: "offer", ...saved }, 3, { baseUrl, ...campaign });

  /** Deploys, and enrols somebody; answers what comes to the node of them, and where their page is. */
  async function begin(
    saved: object = {},
    { campaign = {}, test = false }: { campaign?: object; test?: boolean } = {},
  ) {
    await red.load(flow(saved, campaign));
    return enrol(test);
  }
  async function enrol(test = false) {
    const { store } = await red.house();
    const consent = { "email.marketing": true };
    const recipient = { id: "R-1", firstName: "Camille", email: "camille@example.net", consent };
    const [enrolled] = await store.enrol([
      { campaign: "c1", node: "elsewhere", test, at: Date.now(), recipient, caseKey: "D-1" },
    ]);
    assert.ok(enrolled?.state === "enrolled");
    const journey = {
      id: enrolled.journey,
      caseKey: "D-1",
      startedAt: "2026-03-31T07:00:00Z",
      test,
      task: enrolled.task,
    };
    const campaign = { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test };
    const message = { campaign, journey, recipient, kept: "all else", content: content() };
    const links = await (red.node("c1") as CampaignNode).links();
    const { pagesAt } = red.node() as PageNode;
    const address = links?.page("node", pagesAt?.path ?? "", journey.id) ?? "";
    return { message, store, journey: journey.id, url: address.replace(baseUrl, red.url), address };
  }
  const published = () => red.status("green dot status.published");
  async function publish(saved: object = {}, more: { campaign?: object; test?: boolean } = {}) {
    const begun = await begin(saved, more);
    red.receive(begun.message);
    await published();
    return begun;
  }
  const look = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { accept: "text/html", "accept-language": "en", ...init.headers } });
  /** A form, and the time that a person takes to read it: who answers sooner is a program. */
  async function readForm(url: string): Promise<Record<string, string>> {
    const form = await formIn(url);
    ahead += 2_000;
    return form;
  }
  /** What the page's own script says. */
  const seen = (url: string) =>
    fetch(`${url}?seen`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 Firefox/140.0" },
    });
  const page = async (output: number) => PagePart.parse((await red.first(output)).page);

  it("publishes, shows the page, and tells the first visit with all that the message held", async () => {
    const { url, address, journey } = await publish();
    assert.match(address, /^https:\/\/c\.example\.org\/p\/offer\/[0-9a-z]{26}$/);
    const shown = await look(url);
    assert.equal(shown.status, 200);
    const text = await shown.text();
    assert.match(text, /Hello Camille/);
    assert.match(text, /Your answer/);
    assert.match(text, /Yes, I accept/);
    assert.deepEqual(red.at(0), []);
    for (let time = 0; time < 2; time += 1) assert.ok((await seen(url)).status < 300);
    const { what, id } = await page(0);
    assert.deepEqual([what, id], ["visit", idFrom("page", "node", journey)]);
    const [message] = red.at(0) as CampaignMessage[];
    assert.equal(message?.kept, "all else");
    assert.equal(message?.recipient?.firstName, "Camille");
    assert.equal(message?.journey?.caseKey, "D-1");
    assert.deepEqual([red.at(0).length, red.errors], [1, []]);
  });

  it("tells a response once, however often its form is sent, and keeps what it says of the person", async () => {
    const { url, store } = await publish();
    const filled = { ...(await readForm(url)), "data.decision": "accepted", "data.email": "new@example.net" };
    const [first, second] = await Promise.all([post(url, filled), post(url, filled)]);
    assert.deepEqual([first.status, second.status], [303, 303]);
    const message = (await red.first(1)) as CampaignMessage;
    assert.deepEqual(message.event?.data, { decision: "accepted" });
    assert.deepEqual(message.payload, { decision: "accepted" });
    assert.equal(message.recipient?.email, "new@example.net");
    assert.equal((await store.recipient({ campaign: "c1", id: "R-1" }))?.email, "new@example.net");
    const { what } = await page(1);
    assert.equal(what, "response");
    await post(url, filled);
    assert.equal(red.at(1).length, 1);
  });

  for (const again of [false, true])
    it(again ? "lets another answer replace the first, where it may" : "lets the first answer stand", async () => {
      const { url } = await publish({ again });
      const form = await formIn(url);
      const other = await readForm(url);
      assert.equal((await post(url, { ...form, "data.decision": "accepted" })).status, 303);
      await red.first(1);
      const reply = await post(url, { ...other, "data.decision": "declined" });
      assert.equal(reply.status, again ? 303 : 409);
      const all = (await red.some(1, again ? 2 : 1)) as CampaignMessage[];
      assert.equal(all.at(-1)?.event?.data.decision, again ? "declined" : "accepted");
    });

  it("says what is wrong in a form, and keeps nothing of it", async () => {
    const { url, store } = await publish();
    const reply = await post(url, { ...(await readForm(url)), "data.decision": "perhaps", "data.email": "nowhere" });
    assert.equal(reply.status, 422);
    assert.deepEqual(red.at(1), []);
    assert.equal((await store.recipient({ campaign: "c1", id: "R-1" }))?.email, "camille@example.net");
  });

  it("ends advertising by the channels that somebody wants no more of, and tells it", async () => {
    const { url, store } = await publish();
    // Nothing is ticked any more.
    const { form = "" } = await formIn(`${url}?choices`);
    assert.equal((await post(url, { form }, "choices")).status, 200);
    const { what, channels } = await page(2);
    assert.deepEqual([what, channels], ["opt-out", ["email", "print"]]);
    const person = await store.recipient({ campaign: "c1", id: "R-1" });
    assert.equal(person?.consent?.["email.marketing"], false);
  });

  it("shows what was published last under the same address, also when it is played again", async () => {
    const { url, message } = await publish();
    red.receive(message);
    await red.status("green dot status.renewed");
    red.receive({ ...message, content: content("A proposal") });
    await red.until(() => red.statuses().length >= 4, "it was published anew");
    assert.match(await (await look(url)).text(), /A proposal/);
  });

  it("asks nobody twice: an answer stays, whatever is published after it", async () => {
    const { message, url } = await publish();
    assert.equal((await post(url, { ...(await readForm(url)), "data.decision": "accepted" })).status, 303);
    red.receive({ ...message, content: content("News") });
    await red.status("green dot status.renewed");
    const shown = await (await look(url)).text();
    assert.match(shown, /News/);
    assert.doesNotMatch(shown, /<form/);
  });

  it("shows no page that has expired, was withdrawn, or belongs to nobody", async () => {
    const { url, store, message, journey } = await publish();
    const links = await (red.node("c1") as CampaignNode).pageLinks();
    const kept = {
      id: idFrom("page", "node", journey),
      campaign: "c1",
      journey,
      root: message.journey.task,
      node: "node",
    };
    const at = Date.now();
    await store.publish({
      ...kept,
      token: links.hash("node", journey),
      message: { content: content() },
      expires: at - 1,
      at,
    });
    assert.equal((await look(url)).status, 404);
    await store.publish({
      ...kept,
      token: links.hash("node", journey),
      message: { content: content() },
      expires: at + 1e6,
      at,
    });
    assert.equal((await look(url)).status, 200);
    assert.equal(await store.revokePages({ campaign: "c1", recipient: "R-1" }, at), 1);
    assert.equal((await look(url)).status, 404);
    assert.equal((await look(`${red.url}/p/offer/${"0".repeat(26)}`)).status, 404);
    assert.equal((await look(`${red.url}/p/offer/%E0%A4%A`)).status, 404);
    red.receive(message);
    await red.status("grey dot status.revoked");
  });

  it("shows a page of its own node only", async () => {
    const other = { ...flow()[2], id: "other", ...place, slug: "other", wires: [[], [], []] };
    await red.load([...flow(), other] as never);
    const { message, url, store } = await enrol();
    red.receive(message);
    await published();
    assert.equal((await look(url)).status, 200);
    const elsewhere = url.replace("/offer/", "/other/");
    assert.equal((await look(elsewhere)).status, 404);
    assert.equal((await seen(elsewhere)).status, 404);
    const held = await store.holdings({ campaign: "c1", id: "R-1" });
    assert.deepEqual(
      held?.journeys[0]?.pages.map(({ visits, doubtful }) => [visits, doubtful]),
      [[0, 0]],
    );
  });

  it("gives its pictures a path on the origin of the page", async () => {
    const begun = await begin();
    const { assets } = await red.house();
    const asset = await assets.put(Buffer.from("GIF89a"), "image/gif");
    const shown = content(`<img alt="" src="asset:${asset.hash}">`, { assets: [asset] });
    red.receive({ ...begun.message, content: shown });
    await published();
    const [, path = ""] = /<img[^>]+src="([^"]+)"/.exec(await (await look(begun.url)).text()) ?? [];
    assert.match(path, /^\/link\/c1\/asset\//);
    const picture = await fetch(red.url + path);
    assert.deepEqual([picture.status, await picture.text()], [200, "GIF89a"]);
  });

  it("goes on answering over a deploy, tells that it is gone once it is deleted, and asks back while it stops", async () => {
    const { url } = await publish();
    await red.deploy(flow({ again: true }));
    assert.equal((await look(url)).status, 200);
    await red.deploy(flow().filter(({ id }) => id !== "node"));
    const gone = await look(url);
    assert.deepEqual([gone.status, gone.headers.get("content-type")], [410, "text/html; charset=utf-8"]);
    assert.match(await gone.text(), /closed for good/);
    await red.unload();
    const stopped = await look(url, { headers: { "accept-language": "fr" } });
    assert.deepEqual([stopped.status, stopped.headers.get("retry-after")], [503, "5"]);
    assert.match(await stopped.text(), /pas accessible pour le moment/);
  });

  it("leaves its old words when they are changed", async () => {
    const { url } = await publish();
    await red.deploy(flow({ slug: "new-words" }));
    assert.equal((await look(url)).status, 410);
    assert.equal((await look(url.replace("/offer/", "/new-words/"))).status, 200);
  });

  it("is found in capitals, and says that it is not there where no node has its words", async () => {
    const { url } = await publish();
    const { pathname } = new URL(url);
    assert.equal((await look(red.url + pathname.toUpperCase())).status, 200);
    const code = pathname.split("/").at(-1) ?? "";
    const lost = await look(`${red.url}/p/words-of-old/${code}`, { headers: { "accept-language": "fr" } });
    assert.deepEqual([lost.status, lost.headers.get("referrer-policy")], [404, "no-referrer"]);
    assert.match(await lost.text(), /<html lang="fr">/);
    assert.match(await (await look(`${red.url}/p/words-of-old/other`)).text(), /Cannot GET/);
  });

  it("two pages with the same words: the second says so, and publishes nothing", async () => {
    const other = { ...flow()[2], id: "other", ...place, wires: [[], [], []] };
    await red.load([...flow(), other] as never);
    assert.equal(red.statuses("other").at(-1), "red ring status.error");
    assert.match(red.errors.join(), /Another personal page has “offer” in its address/);
    assert.equal(red.statuses().at(-1), "green ring status.open");
  });

  for (const { name, saved, campaign, status, log } of settings)
    it(`shows ${name}, and gives nobody a page`, async () => {
      const { message } = await begin(saved, { campaign });
      assert.equal(red.statuses().at(-1), status);
      assert.match(red.errors.join(), log);
      red.receive(message);
      const caught = (await red.first("caught")) as { error?: { message: string } };
      assert.match(caught.error?.message ?? "", log);
    });

  it("asks for a campaign, and gives nobody a page without", async () => {
    await red.load(flowOf({ type: "personal-page", fields }, 3, null));
    assert.equal(red.statuses().at(-1), "red ring status.no-campaign");
    red.receive({ content: content() });
    const caught = (await red.first("caught")) as { error?: { message: string } };
    assert.match(caught.error?.message ?? "", /No campaign is chosen/);
  });

  for (const { name, message: change, error } of refusedMessages)
    it(`refuses a message with ${name}`, async () => {
      const { message } = await begin();
      red.receive(change(message));
      const caught = (await red.first("caught")) as { error?: { message: string } };
      assert.match(caught.error?.message ?? "", error);
    });

  for (const { name, type = "application/x-www-form-urlencoded", body, status } of hostile)
    it(`answers ${status} to ${name}, and keeps nothing`, async () => {
      const { url } = await publish();
      const reply = await fetch(`${url}?answer`, {
        method: "POST",
        headers: { "content-type": type, "accept-language": "en" },
        body: body as BodyInit,
      });
      assert.equal(reply.status, status);
      assert.deepEqual([red.at(1), red.errors], [[], []]);
      assert.equal((await look(url)).status, 200);
    });

  it("lets go of a visitor who leaves in the middle of a form", async () => {
    const { url } = await publish();
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${pathname}?answer HTTP/1.1\r\nhost: c\r\ncontent-length: 900\r\n\r\ndecision=`, () =>
      socket.destroy(),
    );
    await new Promise((resolve) => socket.once("close", resolve));
    assert.equal((await look(url)).status, 200);
    assert.deepEqual(red.errors, []);
  });

  it("asks back who comes too often, each page and each visitor by itself", async () => {
    const { url } = await publish({ rate: { page: 2, source: 0 } });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await look(url)).status);
    assert.deepEqual(statuses, [200, 200, 429]);
    const said = await post(url, { form: "made-up" });
    assert.equal(said.status, 422, "who says something is counted apart");
    await red.deploy(flow({ rate: { page: 0, source: 3 }, proxies: 1 }));
    const from = (address: string) => look(url, { headers: { "x-forwarded-for": address } });
    const ofOne = [];
    for (let time = 0; time < 4; time += 1) ofOne.push((await from("192.0.2.7")).status);
    assert.deepEqual(ofOne, [200, 200, 200, 429]);
    assert.equal((await from("192.0.2.8")).status, 200);
  });

  it("a wait that names the page is released by its response, one for any webhook is not", async () => {
    const waits = (id: string, webhooks: string[]) => ({
      ...{ id, type: "wait-for-decision", campaign: "c1", ...place, webhooks, deadline: { kind: "none" } },
      wires: [[`out of ${id}`], [], [], []],
    });
    const collectors = ["out of named", "out of any"].map((id) => ({ id, type: "collector", ...place, wires: [] }));
    await red.load([...flow(), waits("named", ["node"]), waits("any", []), ...collectors] as never);
    const { message, url } = await enrol();
    red.receive(message);
    await published();
    for (const id of ["named", "any"]) {
      red.node(id).receive(structuredClone(message) as never);
      await red.until(() => /^blue/.test(red.statuses(id).at(-1) ?? ""), "somebody waits");
    }
    await post(url, { ...(await readForm(url)), "data.decision": "declined" });
    const released = (await red.first("out of named")) as CampaignMessage;
    assert.deepEqual(released.event?.data, { decision: "declined" });
    await red.first(1);
    assert.deepEqual(red.at("out of any"), []);
  });

  it("writes no address to log, status or store", async () => {
    const { url, store } = await publish();
    await seen(url);
    await red.first(0);
    const token = url.split("/").at(-1) ?? "";
    const told = JSON.stringify([red.logged, red.statuses(), red.at(0), await store.story("D-1")]);
    assert.ok(!told.includes(token));
  });
});
