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

  /** Enrols somebody, and answers what has a mail written to them. */
  async function begin(test = false) {
    const testEmail = "tests@maison.example";
    const flow = flowOf({ type: "send-email" }, 3, { baseUrl: "https://c.example.org", locale: "fr", testEmail });
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
    const row = { campaign: "c1", node: "elsewhere", recipient, caseKey: "D-1", test, at: Date.now() };
    const [enrolled] = await store.enrol([row]);
    assert.ok(enrolled?.state === "enrolled");
    const write = (task: string) => {
      const journey = { id: enrolled.journey, startedAt: "2026-03-31T07:00:00Z", test, task };
      const campaign = { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test };
      red.node("render").receive({ campaign, journey, recipient } as never);
    };
    return { store, write: (task = enrolled.task) => write(task) };
  }

  /** The mail that lies in a folder, and the link in its header. */
  async function mailIn(folder: string) {
    await red.until(() => red.at(0)[0] ?? red.at("problems")[0], "the mail, or why there is none");
    assert.deepEqual(
      red.at("problems").map(({ payload }) => payload),
      [],
    );
    const [name = ""] = (await readdir(join(red.folder, folder))).filter((one) => one.endsWith(".eml"));
    const text = await readFile(join(red.folder, folder, name), "utf8");
    const [, url = ""] = /^List-Unsubscribe: <([^>]+)>/m.exec(text) ?? [];
    assert.ok(url.startsWith("https://c.example.org/link/c1/unsubscribe/"), url);
    // The same in the words of the mail, whose lines are folded as quoted-printable.
    assert.ok(text.replace(/=\r\n/g, "").includes(url.split("/").at(-1) ?? "?"), "the link of the text");
    // The proxy in front of Node-RED.
    return url.replace("https://c.example.org", red.url);
  }

  it("does so by the link that stands in the mail, and gets no more of the kind", async () => {
    const { write } = await begin();
    write();
    const here = await mailIn("mails");
    const page = await fetch(here);
    assert.match(await page.text(), /Se désabonner/);
    const asked = await fetch(here, { method: "POST", body: "List-Unsubscribe=One-Click" });
    assert.equal(asked.status, 200);
    write("another task");
    const { reason = "" } = SendPart.parse((await red.first(1)).send);
    assert.match(reason, /^Le destinataire s’est désabonné de la prospection par ce canal/);
    assert.equal((await readdir(join(red.folder, "mails"))).filter((one) => one.endsWith(".eml")).length, 1);
  });

  it("stays where a colleague tries the link of a test", async () => {
    const { store, write } = await begin(true);
    write();
    const asked = await fetch(await mailIn(join("letters-test", "mails")), { method: "POST" });
    assert.match(await asked.text(), /vient d’un envoi de test/);
    const person = await store.recipient({ campaign: "c1", id: "R-1" });
    assert.deepEqual(person?.consent, { "email.marketing": true });
  });
});
