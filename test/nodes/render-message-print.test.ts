import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import register from "../../nodes/render-message/render-message.ts";
import { ContentPart, sha256 } from "../../src/contract/index.ts";
import { usePool } from "../../src/pool.ts";
import { composeLetter, letterOf } from "../../src/print/index.ts";
import { letterhead, logoPng, photoJpeg } from "../src/print/sample-letter.ts";
import { flowOf, nodeRed } from "./helper.ts";

const letter = {
  type: "render-message",
  sender: "Maison Belle\n1 rue des Lilas\n44000 Nantes",
  subject: "Dossier {{ journey.caseKey }}",
  body: "Bonjour {{ decision.label }}.",
  mapName: "",
};
const postalAddress = { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue de la Paix"] };
const message = (more: object = {}, locale = "en") => ({
  campaign: { id: "c1", name: "Spring", locale, timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task: "task-1" },
  recipient: { id: "R-1", firstName: "Camille", lastName: "Moreau", postalAddress },
  decision: { label: "accepted", rule: 0, reason: "" },
  ...more,
});
const saying = (label: string, more: object = {}) => message({ decision: { label, rule: 0, reason: "" }, ...more });
const glyph = /The letter's typeface has no sign for “漢”, in the letter\. Take it out/;

describe("a letter that is not printed as it should be", () => {
  const red = nodeRed(register);
  let letGo: () => Promise<void>;
  before(() => {
    letGo = usePool();
  });
  after(() => letGo());
  const put = async (files: Record<string, Uint8Array>) => {
    const media = join(red.folder, "media");
    await mkdir(media, { recursive: true });
    for (const [name, data] of Object.entries(files)) await writeFile(join(media, name), data);
  };

  it("leaves by the second output, with everything that is wrong", async () => {
    await red.load(flowOf({ ...letter, mostPages: 1, footer: "x\n".repeat(10) }, 2));
    red.receive(saying(`漢 ${"mot ".repeat(1200)}`));
    const { payload, content } = await red.first(1);
    const { key, problems } = payload as { key: string; problems: string[] };
    assert.equal(key, "print.missing-glyph");
    assert.match(problems.join("\n"), glyph);
    assert.match(problems.join("\n"), /in the footer, 10 lines[\s\S]*The letter has \d pages; at most 1/);
    assert.equal(content, undefined);
    await red.status("yellow dot status.problem");
  });

  it("is an error for a person where it is to stop", async () => {
    await red.load(flowOf({ ...letter, onFault: "stop" }, 2));
    red.receive(saying("漢"));
    const { error } = await red.first("caught");
    assert.match((error as { message: string }).message, glyph);
    await red.status("red dot status.error");
    // What is wrong with the data is no question of print.
    red.receive(message({ recipient: { id: "R-1", firstName: "Zoë" } }));
    assert.match(JSON.stringify((await red.first(1)).payload), /no postal address/);
    assert.deepEqual(red.at(0), []);
  });

  it("is printed all the same where it is to be, and says so", async () => {
    const long = { ...postalAddress, thoroughfare: ["x".repeat(39)] };
    await red.load(flowOf({ ...letter, onFault: "print" }, 2));
    red.receive(saying("漢", { recipient: { ...message().recipient, postalAddress: long } }));
    const { content } = await red.first(0);
    const { overcome = [], text, pdf } = content as ContentPart;
    assert.deepEqual(
      overcome.map(({ code }) => code),
      ["print.address-line-too-long", "print.missing-glyph"],
    );
    assert.ok(text?.includes("Bonjour \uFFFD.") && pdf !== undefined);
    await red.status("yellow dot status.overcome");
  });

  it("carries how it was set, and a PDF that is drawn from that again", async () => {
    await put({ "logo.png": logoPng(1600, 400) });
    await red.load(flowOf({ ...letter, logo: "logo.png" }, 2));
    red.receive(message());
    const { content, payload } = await red.first(0);
    const part = ContentPart.strict().parse(content);
    const { assets } = await red.house();
    const { pdf } = await composeLetter(await letterOf(part.letter!, assets.get));
    assert.deepEqual(Buffer.from(pdf), payload);
    assert.equal(part.pdf?.hash, sha256(pdf));
    assert.doesNotMatch(JSON.stringify(part.letter), new RegExp(red.folder));
  });

  it("is laid out alone where it is drawn later, with the same text, pages and template", async () => {
    const written: ContentPart[] = [];
    for (const draw of ["at-once", "when-printed"]) {
      await red.restart(flowOf({ ...letter, draw }, 2));
      red.receive(message({ journey: { ...message().journey, at: "2026-03-31T08:00:00Z" } }));
      const sent = await red.first(0);
      const part = ContentPart.strict().parse(sent.content);
      if (draw === "when-printed") assert.equal(sent.payload, part.text);
      written.push(part);
    }
    const [drawn, laidOut] = written;
    const { pdf, ...rest } = drawn!;
    assert.ok(pdf !== undefined && rest.letter !== undefined);
    assert.deepEqual(laidOut, rest);
  });

  it("leaves by the second output, with everything that is wrong, before it is drawn", async () => {
    await red.load(flowOf({ ...letter, draw: "when-printed", mostPages: 1 }, 2));
    red.receive(saying(`漢 ${"mot ".repeat(1200)}`));
    const { key, problems } = (await red.first(1)).payload as { key: string; problems: string[] };
    assert.equal(key, "print.missing-glyph");
    assert.match(problems.join("\n"), /The letter has \d pages; at most 1/);
    await red.restart(flowOf({ ...letter, draw: "when-printed", onFault: "print" }, 2));
    red.receive(saying("漢"));
    const { overcome = [], pdf, text } = (await red.first(0)).content as ContentPart;
    assert.deepEqual([overcome.map(({ code }) => code), pdf], [["print.missing-glyph"], undefined]);
    assert.match(text ?? "", /Bonjour \uFFFD\./);
  });

  it("has its address as La Poste wants it, or as it is written", async () => {
    const recipient = {
      ...message().recipient,
      postalAddress: { ...postalAddress, thoroughfare: ["Bât. B", "1, rue de l’Étang"] },
    };
    for (const [addressStyle, lines] of [
      ["post", ["Camille Moreau", "BAT B", "1 RUE DE L ETANG", "44000 NANTES"]],
      ["written", ["Camille Moreau", "Bât B", "1 rue de l’Étang", "44000 NANTES"]],
    ] as const) {
      await red.restart(flowOf({ ...letter, addressStyle }, 2));
      red.receive(message({ recipient }));
      const { letter: set } = (await red.first(0)).content as ContentPart;
      assert.deepEqual(set?.address, lines);
    }
  });

  it("takes what stands in data as text, not as markup", async () => {
    await red.load(flowOf(letter, 2));
    red.receive(saying("*Zoë* **de** _la_ \\Tour"));
    const { text } = (await red.first(0)).content as ContentPart;
    assert.match(text ?? "", /^Bonjour \*Zoë\* \*\*de\*\* _la_ \\Tour\.$/m);
  });

  it("shows the files of the campaign's media folder, and a change of them at once", async () => {
    await put({ "fond.pdf": await (await letterhead()).save(), "logo.png": logoPng(1600, 400) });
    const saved = {
      background: "fond.pdf",
      logo: "logo.png",
      bleed: "3",
      qr: "https://example.org/{{ journey.caseKey }}",
    };
    await red.load(flowOf({ ...letter, ...saved, dataMatrix: "{{ journey.caseKey }}" }, 2));
    red.receive(message());
    const first = (await red.first(0)).content as ContentPart;
    assert.match(first.text ?? "", /^example\.org\/D-1$/m);
    assert.equal(first.overcome, undefined);
    await put({ "logo.png": photoJpeg(300, 75) });
    red.receive(message());
    const { payload } = await red.first(1);
    assert.match(
      JSON.stringify(payload),
      /“logo\.png” is printed 45 mm wide with 169 dpi; 200 are needed at least\. Give a picture of 532 pixels/,
    );
  });

  it("is told at its deploy, in red what spoils it and in yellow what may be wanted so", async () => {
    await put({ "fond.pdf": (await (await letterhead()).save()).slice(0, 200) });
    await red.load(flowOf({ ...letter, background: "fond.pdf" }, 2));
    await red.status("red ring 1 problem(s): see the debug sidebar");
    assert.match(red.errors.join("\n"), /“fond\.pdf” cannot be read as a PNG, a JPEG or a PDF/);
    await put({ "logo.png": logoPng(400, 100) });
    await red.restart(flowOf({ ...letter, logo: "logo.png", colours: "cmyk" }, 2));
    await red.status("yellow ring 2 problem(s): see the debug sidebar");
    await red.restart(flowOf({ ...letter, logo: "absent.png" }, 2, { locale: "fr" }));
    await red.status("red ring 1 problème(s) : voir le panneau de débogage");
    red.receive(message({}, "fr"));
    assert.match(
      JSON.stringify((await red.first(1)).payload),
      /« absent\.png » n’est pas dans le dossier de médias media/,
    );
  });
});
