import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import PostalMime from "postal-mime";
import { readStories } from "../../src/store/index.ts";
import { openPage, pageAddress, textOf } from "./open-page.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const examples = ["store-opening.json", "welcome-pack.json", "event-invitation.json", "order-to-parcel.json"];

/**
 * Two guests' lists close sooner, so that one is reminded, and the other comes too late: while the other examples play, and
 * not before a slow machine has enrolled them.
 */
function hurried(flows: FlowNode[]): FlowNode[] {
  const dates: [id: string, closing: string][] = [
    ["R-504", "$millis() + 5 * 86400000 + 20000"],
    ["R-505", "$millis() + 20000"],
  ];
  const list = flows.find(({ payload = "" }) => payload.includes("$jour(20)"));
  assert.ok(list?.payload !== undefined);
  let payload = list.payload;
  for (const [id, closing] of dates) {
    const row = new RegExp(`("${id};[^"]*") & \\$dates`);
    assert.match(payload, row);
    payload = payload.replace(row, `$1 & ";" & $jour(30) & ";" & $fromMillis(${closing}) & "\\n"`);
  }
  // Days of which none has 23 hours.
  const campaign = flows.find(({ type, name }) => type === "campaign" && name === "Soirée des fidèles");
  assert.ok(campaign !== undefined);
  const timeZone = { ...campaign, timeZone: "UTC" };
  return flows.map((node) => (node === list ? { ...node, payload } : node === campaign ? timeZone : node));
}

describe("the examples, each played to its end", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  before(async () => {
    const platform = { name: "Node-RED 5", node: "node/bin/node", nodeRed: "node-red" };
    runtime = await Runtime.create(platform, examples, hurried);
  });
  after(() => runtime?.remove());

  const files = async (folder: string, ending: string) =>
    (await readdir(join(runtime.folder, folder)).catch(() => [])).filter((name) => name.endsWith(ending)).sort();
  const bytes = (folder: string, name: string) => readFile(join(runtime.folder, folder, name));
  /** Letters of a folder that are a person's, as they are read. */
  const lettersOf = async (folder: string, key: string) => {
    const found: string[] = [];
    for (const name of await files(folder, ".json")) {
      const ticket = JSON.parse((await bytes(folder, name)).toString()) as { caseKey?: string; recipient: string };
      if ((ticket.caseKey ?? ticket.recipient) !== key) continue;
      found.push(await textOf(await bytes(folder, name.replace(/json$/, "pdf"))));
    }
    return found;
  };
  const letters = (folder: string, key: string, count = 1) =>
    until(async () => {
      const found = await lettersOf(folder, key);
      return found.length >= count ? found : undefined;
    }, `${count} letters of ${key} in ${folder}\n${runtime.output}`);
  const mails = async () =>
    Promise.all((await files("mails", ".eml")).map(async (name) => PostalMime.parse(await bytes("mails", name))));
  /** The mail to an address that has such a subject. */
  const mail = (to: string, subject: RegExp) =>
    until(
      async () =>
        (await mails()).find((one) => one.to?.[0]?.address?.startsWith(`${to}.`) && subject.test(one.subject ?? "")),
      `a mail to ${to}: ${subject}\n${runtime.output}`,
    );
  const kinds = async (key: string) =>
    ((await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), key))[0]?.lines ?? []).map(
      ({ kind }) => kind,
    );
  const story = (key: string, kind: string, count = 1) =>
    until(
      async () => ((await kinds(key)).filter((one) => one === kind).length >= count ? true : undefined),
      `${count} ${kind} in the story of ${key}\n${runtime.output}`,
    );

  it("store opening: one way to the store as a page, as a printed card, and as an e-mail for who wants one", async () => {
    const [card = ""] = await letters("letters", "R-101");
    assert.match(card, /Louise Caradec[\s\S]*Agence d[\s\S]*Votre promenade/);
    const page = await openPage(pageAddress(card, "ouverture"));
    const html = await page.read();
    assert.match(html, /Madame Caradec[\s\S]*de promenade/);
    assert.doesNotMatch(html, /<form/);
    const [, map = ""] = /<img src="([^"]+)" alt="[^"]*Agence/.exec(html) ?? [];
    const picture = await fetch(new URL(map, runtime.urlOf("/")));
    assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/jpeg"]);
    const { html: mailed = "", attachments } = await mail("louise", /ouvre à \d+/);
    assert.ok(mailed.includes(pageAddress(card, "ouverture")));
    assert.deepEqual(
      attachments.map(({ mimeType }) => mimeType),
      ["image/jpeg"],
    );
    await mail("salome", /ouvre à \d+/);
    for (const id of ["R-102", "R-103", "R-104"]) await letters("letters", id);
    assert.deepEqual(
      (await mails()).filter(({ to }) => to?.[0]?.address?.startsWith("antoine.")),
      [],
    );
  });

  it("welcome pack: the batch waits with its proof, goes once it is approved, and the e-mail follows the print", async () => {
    const four = ["R-401", "R-402", "R-403", "R-404"];
    for (const id of four) await story(id, "send.collected");
    await runtime.press("Fermer le lot");
    const proof = await until(async () => (await files("bienvenue-proofs", ".pdf"))[0], "a proof");
    assert.match(await textOf(await bytes("bienvenue-proofs", proof)), /ÉPREUVE[\s\S]*Bienvenue à la Maison du Large/);
    assert.deepEqual(await files("bienvenue", ".json"), []);
    await until(async () => {
      const { msg } = (await runtime.api("/context/flow/f5d0000000000001/lot")) as { msg?: string };
      return msg?.includes("B-") ? msg : undefined;
    }, "the flow knows which batch waits");
    await runtime.press("L’épreuve est bonne");
    const ticket = await until(async () => (await files("bienvenue", ".json"))[0], `the ticket\n${runtime.output}`);
    const { batch } = JSON.parse((await bytes("bienvenue", ticket)).toString()) as {
      batch: { letters: number; documents: { file: string }[] };
    };
    assert.equal(batch.letters, 4);
    const text = await textOf(await bytes("bienvenue", batch.documents[0]?.file ?? ""));
    for (const name of ["Anouk Le Goff", "Basile Riou", "Clémence Tual", "Denis Hamon"])
      assert.ok(text.includes(name), text);
    assert.deepEqual(
      (await mails()).filter(({ subject }) => /bienvenue/.test(subject ?? "")),
      [],
    );
    const printed = async (name: string) => {
      await mkdir(join(runtime.folder, "bienvenue", "done"), { recursive: true });
      await rename(join(runtime.folder, "bienvenue", name), join(runtime.folder, "bienvenue", "done", name));
    };
    await printed(ticket);
    for (const to of ["anouk", "basile", "clemence"]) await mail(to, /lettre de bienvenue est en route/);
    const told = await kinds("R-401");
    assert.ok(told.indexOf("batch.approved") < told.indexOf("send.sent"), told.join());

    const lines = ["19 rue de la Houle", "99380 Saint-Aurèle-sur-Mer"];
    const client = { client: "K-9", civilite: "Mme", prenom: "Zoé", nom: "Abgrall", adresse: lines };
    const body = { ...client, email: "zoe.abgrall@example.org" };
    assert.equal((await runtime.post(body, "customer_9", "nouveau-client")).status, 202);
    await story("K-9", "send.collected");
    await runtime.press("Fermer le lot");
    const own = await until(async () => (await files("bienvenue", ".json"))[0], "her ticket, with no approval");
    await printed(own);
    await mail("zoe", /lettre de bienvenue est en route/);
  });

  it("order to parcel: the label comes from the carrier, whose words reach the customer by e-mail and text message", async () => {
    const client = { civilite: "Mme", prenom: "Nolwenn", nom: "Jaouen", email: "nolwenn.jaouen@example.org" };
    const adresse = ["14 rue de la Houle", "99380 Saint-Aurèle-sur-Mer"];
    const order = { commande: "C-601", article: "Une marinière, taille 40" };
    const first = { ...order, client: { ...client, adresse, portable: "06 39 98 00 21" } };
    assert.equal((await runtime.post(first, "order_1", "commande")).status, 202);
    const ewen = { ...client, prenom: "Ewen", email: "ewen.jaouen@example.org", adresse };
    assert.equal(
      (await runtime.post({ ...order, commande: "C-602", client: ewen }, "order_2", "commande")).status,
      202,
    );
    const [slip = ""] = await letters("colis", "C-601");
    assert.match(slip, /Nolwenn Jaouen[\s\S]*C-601[\s\S]*TR-C-601[\s\S]*marinière/);
    assert.match((await mail("nolwenn", /C-601 est partie/)).text ?? "", /TR-C-601/);
    await mail("ewen", /C-602 est livrée/);
    const [name = ""] = await until(async () => {
      const found = await files("sms", ".json");
      return found.length > 0 ? found : undefined;
    }, "a text message");
    const { to, text } = JSON.parse((await bytes("sms", name)).toString()) as { to: string; text: string };
    assert.deepEqual([to, /C-601 est livrée/.test(text)], ["+33639980021", true]);
  });

  it("event invitation: who answers gets the way, who does not a reminder, and who is late is told so", async () => {
    const [card = ""] = await letters("cartons", "S-501");
    await mail("louise", /une soirée face à la mer/);
    const louise = await openPage(pageAddress(card, "soiree"));
    await louise.answer({ reponse: "accompagne", accompagnant: "Jean Caradec" }, 303);
    const confirmed = await mail("louise", /^C’est noté/);
    assert.match(confirmed.text ?? "", /vous et Jean Caradec/);
    assert.match(confirmed.html ?? "", /de promenade/);
    assert.equal(confirmed.attachments.length, 1);

    const [second = ""] = await letters("cartons", "S-502");
    await (await openPage(pageAddress(second, "soiree"))).answer({ reponse: "seul" }, 303);
    const texts = await letters("cartons", "S-502", 2);
    assert.match(texts.find((text) => /Vous êtes sur la liste/.test(text)) ?? "", /Nous vous attendons [\s\S]*plan/);

    const { html = "" } = await mail("salome", /une soirée face à la mer/);
    await (await openPage(pageAddress(html, "soiree"))).answer({ reponse: "non" }, 303);
    await story("S-503", "page.responded");

    await mail("malo", /La liste ferme bientôt/);
    await story("S-505", "wait.late");
    const [fifth = ""] = await letters("cartons", "S-505");
    await (await openPage(pageAddress(fifth, "soiree"))).answer({ reponse: "seul" }, 303);
    const late = (await letters("cartons", "S-505", 2)).find((text) => /La liste était close/.test(text));
    assert.match(late ?? "", /Yuna Prigent/);

    // Who does not come was written to once, by e-mail alone: she wants no letters.
    assert.equal((await mails()).filter(({ to }) => to?.[0]?.address?.startsWith("salome.vidal")).length, 2);
    assert.deepEqual(await lettersOf("cartons", "S-503"), []);
  });

  it("leaves nothing for a person to mend", () => {
    assert.doesNotMatch(runtime.output, /\[error\]/);
  });
});
