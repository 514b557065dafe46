import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { listMedia, mediaFile, readMedia } from "../../nodes/shared/media-folder.ts";
import { mediaTypeOf } from "../../nodes/shared/media-kind.ts";
import { flowOf, nodeRed } from "./helper.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const jpeg = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(80)]);
const pdf = Buffer.from("%PDF-1.7\n");
const mp4 = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0", "latin1");

describe("the type of a media file", () => {
  for (const [name, bytes, type] of [
    ["PNG", png, "image/png"],
    ["JPEG", jpeg, "image/jpeg"],
    ["WebP", Buffer.from("RIFF\0\0\0\0WEBPVP8 "), "image/webp"],
    ["GIF", Buffer.from("GIF89a"), "image/gif"],
    ["PDF", pdf, "application/pdf"],
    ["MP4", mp4, "video/mp4"],
    ["QuickTime", Buffer.from("\0\0\0\x14ftypqt  ", "latin1"), "video/quicktime"],
    ["WebM", Buffer.from("1a45dfa3", "hex"), "video/webm"],
    ["MP3 with a tag", Buffer.from("ID3\x04"), "audio/mpeg"],
    ["MP3", Buffer.from("fffb9064", "hex"), "audio/mpeg"],
    ["M4A", Buffer.from("\0\0\0\x1cftypM4A ", "latin1"), "audio/mp4"],
    ["WAV", Buffer.from("RIFF\0\0\0\0WAVEfmt "), "audio/wav"],
    ["Ogg", Buffer.from("OggS\0"), "audio/ogg"],
    ["FLAC", Buffer.from("fLaC\0"), "audio/flac"],
    [
      "an ICC profile",
      Buffer.concat([Buffer.alloc(36), Buffer.from("acsp"), Buffer.alloc(80)]),
      "application/vnd.iccprofile",
    ],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
    ["HTML", Buffer.from("<!doctype html>"), undefined],
    ["HEIC", Buffer.from("\0\0\0\x18ftypheic", "latin1"), undefined],
    ["nothing", Buffer.alloc(0), undefined],
  ] as const)
    it(`${name} is ${type ?? "none"}`, () => assert.equal(mediaTypeOf(bytes)?.type, type));
});

describe("the media folder", () => {
  let folder = "";
  const owner = { mediaFolder: "media", inFolder: (path: string) => join(folder, path) };
  const at = (name: string) => join(folder, "media", name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-media-"));
    await mkdir(join(folder, "media", "below"), { recursive: true });
    await writeFile(at("logo.png"), png);
    await writeFile(at("fond d’été.pdf"), pdf);
    await writeFile(at("notes.txt"), "no picture");
    await writeFile(at(".hidden.png"), png);
    await writeFile(join(folder, "secret.png"), png);
    await symlink(join(folder, "secret.png"), at("way-out.png"));
    await symlink(at("logo.png"), at("way-in.png"));
    await symlink("/dev/zero", at("endless.png"));
  });
  after(() => rm(folder, { recursive: true }));

  it("lists what messages can use", async () => {
    const files = await listMedia(owner);
    assert.deepEqual(
      files.map(({ name, kind, bytes }) => [name, kind, bytes]),
      [
        ["fond d’été.pdf", "pdf", pdf.length],
        ["logo.png", "picture", png.length],
        ["way-in.png", "picture", png.length],
      ],
    );
    assert.deepEqual(await listMedia({ ...owner, mediaFolder: "not yet" }), []);
    await assert.rejects(listMedia({ ...owner, mediaFolder: "media/logo.png" }), { key: "media.folder" });
  });

  for (const [name, key] of [
    ["../secret.png", "media.name"],
    ["below/x.png", "media.name"],
    ["..", "media.name"],
    ["", "media.name"],
    [".hidden.png", "media.name"],
    ["a\0.png", "media.name"],
    ["C:\\x.png", "media.name"],
    ["way-out.png", "media.name"],
    ["endless.png", "media.name"],
    ["below", "media.unreadable"],
    ["absent.png", "media.missing"],
    ["notes.txt", "media.kind"],
  ])
    it(`refuses ${JSON.stringify(name)} as ${key}`, async () => {
      await assert.rejects(mediaFile(owner, name ?? ""), { name: "Fault", key });
      await assert.rejects(readMedia(owner, name ?? ""), { name: "Fault", key });
    });

  it("gives the same bytes until the file changes", async () => {
    const [first, second] = [await readMedia(owner, "logo.png"), await readMedia(owner, "logo.png")];
    assert.ok(Buffer.from(first.data).equals(png));
    assert.equal(first.data, second.data);
    await writeFile(at("logo.png"), jpeg);
    await utimes(at("logo.png"), 1, 1);
    const third = await readMedia(owner, "logo.png");
    assert.equal(third.type, "image/jpeg");
    assert.ok(Buffer.from(third.data).equals(jpeg));
  });
});

describe("the routes of the media folder", () => {
  const red = nodeRed();
  const put = async (query: string, file: Buffer, language = "en") => {
    const { status, body } = await red.admin(`/belle-histoire/campaign/c1/media?${query}`, language, file);
    return { status, body };
  };
  const names = () => readdir(join(red.folder, "media")).catch(() => []);

  it("keep a file, list it, and replace it only when asked to", async () => {
    await red.load(flowOf({ type: "collector" }, 0));
    assert.deepEqual((await red.adminGet("/belle-histoire/campaign/c1/media", "en")).body, { files: [] });
    const file = { name: "été.png", kind: "picture", type: "image/png", bytes: png.length };
    assert.deepEqual(await put("name=e%CC%81te%CC%81.png", png), { status: 200, body: file });
    assert.deepEqual((await red.adminGet("/belle-histoire/campaign/c1/media", "en")).body, { files: [file] });
    const again = await put("name=%C3%A9t%C3%A9.png", jpeg, "fr");
    assert.deepEqual(again, {
      status: 409,
      body: { problem: "Le dossier de médias a déjà un autre fichier « été.png »." },
    });
    assert.equal((await put("name=%C3%A9t%C3%A9.png&replace=true", jpeg)).status, 200);
    assert.ok((await readFile(join(red.folder, "media", "été.png"))).equals(jpeg));
    assert.equal((await red.adminGet("/belle-histoire/campaign/c2/media", "en")).status, 404);
  });

  it("refuse what is no media file, and leave nothing behind", async () => {
    await red.load(flowOf({ type: "collector" }, 0));
    for (const [query, body, key] of [
      ["name=../x.png", png, /not the name of a file/],
      ["name=%2Fetc%2Fpasswd", png, /not the name of a file/],
      ["", png, /not the name of a file/],
      ["name=page.html", Buffer.from("<script>alert(1)</script>".repeat(10)), /kind that cannot be used/],
      ["name=short.png", Buffer.from("x"), /kind that cannot be used/],
      ["name=none.png", Buffer.alloc(0), /is empty/],
      ["name=large.png", Buffer.concat([png, Buffer.alloc(50_000_001)]), /larger than 50 MB/],
    ] as const) {
      const answer = await put(query, body);
      assert.equal(answer.status, 422, query);
      assert.match(String(answer.body.problem), key, query);
    }
    assert.deepEqual(await names(), []);
  });
});
