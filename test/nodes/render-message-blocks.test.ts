import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { blockFile, isBlockFile } from "../../nodes/render-message/blocks/block-file.ts";
import { blocksOf, limits } from "../../nodes/render-message/blocks/blocks.ts";
import { inWords } from "../../nodes/shared/in-words.ts";

describe("the name of a shared text", () => {
  for (const { file, name, kind, language } of [
    { file: "footer.html", name: "footer", kind: "html", language: "und" },
    { file: "footer.liquid", name: "footer", kind: "html", language: "und" },
    { file: "footer.txt", name: "footer", kind: "text", language: "und" },
    { file: "footer.text.liquid", name: "footer", kind: "text", language: "und" },
    { file: "footer.fr.html", name: "footer", kind: "html", language: "fr" },
    { file: "footer.pt-br.txt", name: "footer", kind: "text", language: "pt-BR" },
    { file: "footer.fr.text.liquid", name: "footer", kind: "text", language: "fr" },
    { file: "en-te\u0302te_2.html", name: "en-tête_2", kind: "html", language: "und" },
  ])
    it(`${file} is ${name}, ${kind}, ${language}`, () => {
      assert.deepEqual(blockFile(file), { file, name, kind, language });
    });

  for (const file of ["a.b.c.html", "footer.v2.html", "footer.english.txt", "a b.html", '".html', "__proto__.html"])
    it(`${file} has none that templates can write`, () => {
      assert.throws(() => blockFile(file), { key: "message.block-file-name" });
    });

  it("leaves what is no shared text alone", () => {
    assert.deepEqual([".DS_Store", "README.md", "a.html~", ".a.html", "a.html"].map(isBlockFile), [
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe("a folder of shared texts", () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "belle-histoire-blocks-"));
    folder = join(root, "blocks");
    await mkdir(folder);
  });
  afterEach(() => rm(root, { recursive: true }));
  const write = (file: string, text: string | Uint8Array = file) => writeFile(join(folder, file), text);
  const faults = async () =>
    (await blocksOf({}, folder)).faults.map(({ key, data }) => `${key} ${data.file ?? ""}`.trim());

  it("is read, each text with its languages, without the line feed that editors add", async () => {
    await write("footer.html", "<p>all</p>\r\n");
    await write("footer.fr.html", "\uFEFF<p>fr</p>\n\n");
    await write("greeting.en.txt", "Hello");
    await write("greeting.fr.txt", "Bonjour");
    await mkdir(join(folder, "old"));
    const { blocks, faults: none } = await blocksOf({}, folder);
    assert.deepEqual(none, []);
    assert.deepEqual(blocks, {
      footer: { kind: "html", variants: { texts: { fr: "<p>fr</p>\n", und: "<p>all</p>" }, default: "und" } },
      greeting: { kind: "text", variants: { texts: { en: "Hello", fr: "Bonjour" }, default: "en" } },
    });
  });

  it("leaves out what is wrong, says which file, and reads the others", async () => {
    await write("good.html");
    await write("bytes.html", Uint8Array.of(0x66, 0xe9, 0x65));
    await write("large.html", "x".repeat(limits.bytes + 1));
    await write("twice.html");
    await write("twice.liquid");
    await write("two.html");
    await write("two.fr.txt");
    await writeFile(join(root, "outside.html"), "secret");
    await symlink(join(root, "outside.html"), join(folder, "link.html"));
    await symlink("good.html", join(folder, "inside.html"));
    await symlink("nowhere.html", join(folder, "lost.html"));
    execFileSync("mkfifo", [join(folder, "pipe.txt")]);
    const { blocks } = await blocksOf({}, folder);
    assert.deepEqual(Object.keys(blocks).sort(), ["good", "inside", "twice", "two"]);
    assert.deepEqual(await faults(), [
      "message.block-encoding bytes.html",
      "message.block-size large.html",
      "message.block-outside link.html",
      "message.block-unreadable lost.html",
      "message.block-unreadable pipe.txt",
      "message.block-twice twice.liquid",
      "message.block-two-kinds two.html",
    ]);
  });

  it("is bounded in the number of its files and in all that they hold", async () => {
    for (let index = 0; index * limits.bytes <= limits.total; index += 1)
      await write(`block-${String(index).padStart(3, "0")}.txt`, "x".repeat(limits.bytes));
    assert.deepEqual(await faults(), ["message.blocks-size"]);
    for (let index = 0; index <= limits.files; index += 1) await write(`more-${index}.txt`, "");
    assert.deepEqual(await faults(), ["message.blocks-many"]);
  });

  it("is looked at once a second, and stays the same object until a file changes", async () => {
    const campaign = {};
    await write("a.txt", "one");
    const first = await blocksOf(campaign, folder, 0);
    await write("a.txt", "other");
    assert.equal(await blocksOf(campaign, folder, 999), first);
    const second = await blocksOf(campaign, folder, 1000);
    assert.deepEqual(second.blocks.a?.variants.texts, { und: "other" });
    assert.equal(await blocksOf(campaign, folder, 5000), second);
    await rm(folder, { recursive: true });
    const gone = await blocksOf(campaign, folder, 9000);
    assert.deepEqual([gone.blocks, gone.faults.map(({ key }) => key)], [{}, ["message.blocks-folder"]]);
    assert.equal(await blocksOf(campaign, folder, 12_000), gone);
  });

  it("tells its faults in both languages", async () => {
    await write("a.v2.txt");
    const [fault] = (await blocksOf({}, folder)).faults;
    assert.match(inWords(fault, "en"), /^The shared text a\.v2\.txt has a name that templates cannot write\./);
    assert.match(inWords(fault, "fr"), /^Le texte partagé a\.v2\.txt a un nom/);
  });
});
