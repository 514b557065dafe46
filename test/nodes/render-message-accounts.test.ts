import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import PostalMime from "postal-mime";
import registerMailAccount from "../../nodes/mail-account/mail-account.ts";
import register from "../../nodes/render-message/render-message.ts";
import { defaults as routeMap } from "../../nodes/route-map/config.ts";
import registerSmsAccount from "../../nodes/sms-account/sms-account.ts";
import { ContentPart } from "../../src/contract/index.ts";
import { usePool } from "../../src/pool.ts";
import { flowOf, nodeRed } from "./helper.ts";

const mjml = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const email = {
  type: "render-message",
  channel: "email",
  purpose: "marketing",
  language: "fr",
  subject: "Dossier {{ journey.caseKey }} – réponse",
  preheader: "Une réponse",
  html: mjml(
    '<mj-text>Bonjour {{ recipient.firstName }} <a href="{{ link.unsubscribe | url }}">Stop</a></mj-text><mj-image src="{{ "home" | map_image }}" alt="Le plan" />',
  ),
  attachLetter: true,
  attachmentName: "Votre contrat",
};

describe("render message, with real accounts and other nodes of its kind", () => {
  const red = nodeRed(register, registerMailAccount, registerSmsAccount);
  let letGo: () => Promise<void>;
  before(() => {
    letGo = usePool();
  });
  after(() => letGo());

  const testSend = (question: object) =>
    red.admin("/belle-histoire/render-message/test-send", "fr", { node: "node", map: null, ...question });

  it("sends an e-mail to oneself by a mail account that writes to a folder: marked, with picture and letter", async () => {
    const account = {
      id: "post",
      type: "mail-account",
      way: "folder",
      folder: "mails",
      fromAddress: "hello@example.org",
    };
    await red.load([...flowOf(email, 2, { baseUrl: "https://campaigns.example.org" }), account]);
    const map = { ...routeMap, mapName: "home" };
    const { status, body } = await testSend({ config: email, map, account: "post", to: "me@example.org" });
    assert.equal(status, 200, JSON.stringify(body));
    const folder = join(red.folder, "mails");
    const files = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
    assert.equal(files.length, 1);
    assert.deepEqual(await readdir(join(folder, ".work")), []);
    const mail = await PostalMime.parse(await readFile(join(folder, files[0] ?? "")));
    assert.match(mail.subject ?? "", /Dossier D-1001 – réponse/);
    assert.notEqual(mail.subject, "Dossier D-1001 – réponse");
    assert.deepEqual(mail.to?.[0]?.address, "me@example.org");
    assert.match(mail.html ?? "", /Bonjour Camille/);
    assert.deepEqual(
      mail.attachments.map(({ filename, mimeType, disposition }) => [filename, mimeType, disposition]).sort(),
      [
        ["Votre contrat.pdf", "application/pdf", "attachment"],
        ["home.jpg", "image/jpeg", "inline"],
      ],
    );
    const [picture] = mail.attachments.filter(({ mimeType }) => mimeType === "image/jpeg");
    assert.ok(mail.html?.includes(`cid:${picture?.contentId?.replace(/[<>]/g, "")}`));
  });

  it("sends a text message to oneself by an SMS account that writes to a folder", async () => {
    const account = { id: "phone", type: "sms-account", kind: "folder", folder: "texts" };
    await red.load([...flowOf({ type: "render-message", channel: "sms", sms: "a" }, 2), account]);
    await red.house();
    const config = { channel: "sms", language: "fr", sms: "Bonjour {{ recipient.firstName }}" };
    const { status, body } = await testSend({ config, account: "phone", to: "+33 6 39 98 00 12" });
    assert.equal(status, 200, JSON.stringify(body));
    const folder = join(red.folder, "texts");
    const files = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile());
    const texts = await Promise.all(files.map(({ name }) => readFile(join(folder, name), "utf8")));
    assert.match(texts.join("\n"), /Bonjour Camille/);
    assert.deepEqual(await readdir(join(folder, ".work")), []);
  });

  it("attaches to an e-mail the letter of the node before it", async () => {
    const letter = {
      ...{ id: "letter", type: "render-message", z: "tab", x: 0, y: 0, wires: [["node"], []] },
      ...{ channel: "print", sender: "Maison Belle", subject: "Contrat", body: "Bonjour", mapName: "" },
    };
    const html = mjml("<mj-text>Bonjour {{ recipient.firstName }}</mj-text>");
    await red.load([...flowOf({ ...email, html }, 2), letter]);
    const postalAddress = {
      country: "FR",
      postalCode: "44000",
      locality: "Nantes",
      thoroughfare: ["1 rue de la Paix"],
    };
    red.node("letter").receive({
      campaign: { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false },
      journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task: "task-1" },
      recipient: { id: "R-1", firstName: "Camille", lastName: "Moreau", postalAddress },
    } as never);
    const { channel, attachments, id } = ContentPart.parse((await red.first(0)).content);
    assert.deepEqual([channel, attachments?.[0]?.name], ["email", "Votre contrat.pdf"]);
    const pdf = await (await red.house()).assets.get(attachments![0]!.asset);
    assert.equal(Buffer.from(pdf).subarray(0, 5).toString(), "%PDF-");
    assert.match(id, /^[0-9a-f]{26}$/);
  });
});
