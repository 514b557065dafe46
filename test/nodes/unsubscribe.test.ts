import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import registerRender from "../../nodes/render-message/render-message.ts";
import registerEmail from "../../nodes/send-email/send-email.ts";
import { SendPart } from "../../src/contract/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const place = { z: "tab", x: 0, y: 0 };
const mail = {
  ...{ type: "render-message", version: 2, channel: "email", purpose: "marketing", format: "mjml" },
  subject: "Des nouvelles",
  html: `<mjml><mj-body><mj-section><mj-column><mj-text>Bonjour {{ recipient.firstName }}
    <a href="{{ link.unsubscribe | url }}">Se désabonner</a></mj-text></mj-column></mj-section></mj-body></mjml>`,
};

describe("somebody who unsubscribes", () => {
  const red = nodeRed(registerRender, registerEmail);

  it("does so by the link that stands in the mail, and gets no more of the kind", async () => {
    const flow = flowOf({ type: "send-email" }, 3, { baseUrl: "https://c.example.org", locale: "fr" });
    await red.load([
      ...flow,
      { ...mail, id: "render", ...place, campaign: "c1", wires: [["node"], ["problems"]] },
      {
        ...{ id: "problems", type: "collector", wires: [] },
        ...place,
      },
    ]);
    const { store } = await red.house();
    const recipient = { id: "R-1", firstName: "Léa", email: "lea@example.net", consent: { "email.marketing": true } };
    const row = { campaign: "c1", node: "elsewhere", recipient, caseKey: "D-1", test: false, at: Date.now() };
    const [enrolled] = await store.enrol([row]);
    assert.ok(enrolled?.state === "enrolled");
    const write = (task: string) => {
      const journey = { id: enrolled.journey, startedAt: "2026-03-31T07:00:00Z", test: false, task };
      const campaign = { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false };
      red.node("render").receive({ campaign, journey, recipient } as never);
    };
    write(enrolled.task);
    await red.until(() => red.at(0)[0] ?? red.at("problems")[0], "the mail, or why there is none");
    assert.deepEqual(
      red.at("problems").map(({ payload }) => payload),
      [],
    );
    const [name = ""] = (await readdir(join(red.folder, "mails"))).filter((one) => one.endsWith(".eml"));
    const text = await readFile(join(red.folder, "mails", name), "utf8");
    const [, url = ""] = /^List-Unsubscribe: <([^>]+)>/m.exec(text) ?? [];
    assert.ok(url.startsWith("https://c.example.org/link/c1/unsubscribe/"), url);
    // The same in the words of the mail, whose lines are folded as quoted-printable.
    assert.ok(text.replace(/=\r\n/g, "").includes(url.split("/").at(-1) ?? "?"), "the link of the text");
    // The proxy in front of Node-RED.
    const here = url.replace("https://c.example.org", red.url);
    const page = await fetch(here);
    assert.match(await page.text(), /Se désabonner/);
    const asked = await fetch(here, { method: "POST", body: "List-Unsubscribe=One-Click" });
    assert.equal(asked.status, 200);
    write("another task");
    const { reason = "" } = SendPart.parse((await red.first(1)).send);
    assert.match(reason, /^Le destinataire s’est désabonné de la prospection par ce canal/);
    assert.equal((await readdir(join(red.folder, "mails"))).filter((one) => one.endsWith(".eml")).length, 1);
  });
});
