import assert from "node:assert/strict";
import fc from "fast-check";
import { type Asset, Fault, type JsonObject, sha256 } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { usePool } from "../../../src/pool.ts";
import {
  composeLetter,
  keepLetter,
  type LetterRequest,
  letterOf,
  openKeptLetters,
  type PrintFile,
} from "../../../src/print/index.ts";
import { letter, letterhead, logoPng, page, photoJpeg, printFile, signaturePng } from "./sample-letter.ts";

/** Assets in memory, and how often each is read. */
function memory() {
  const files = new Map<string, Uint8Array>();
  const types = new Map<string, string>();
  const read: string[] = [];
  return {
    files,
    types,
    read,
    async put(bytes: Uint8Array, type: string): Promise<Asset> {
      const hash = sha256(bytes);
      files.set(hash, bytes);
      types.set(hash, type);
      return { hash, type, bytes: bytes.byteLength };
    },
    async get({ hash }: Asset): Promise<Uint8Array> {
      read.push(hash);
      const bytes = files.get(hash);
      if (bytes === undefined) throw new Fault("asset.missing", { hash });
      return Buffer.from(bytes);
    },
  };
}

/** Without what is undefined, bytes as a list, to be compared. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each)]));
}

const hashed = <File extends PrintFile | undefined>(file: File): File => file && { ...file, state: sha256(file.data) };

/** A letter after its way: the state of a file is that of its bytes, wherever they came from. */
const arrived = (request: LetterRequest): LetterRequest => ({
  ...request,
  logo: request.logo && { ...request.logo, file: hashed(request.logo.file) },
  picture: request.picture && { ...request.picture, file: hashed(request.picture.file) },
  signaturePicture: hashed(request.signaturePicture),
  background: hashed(request.background),
});

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 30 });
const file = fc.record({ name: text, data: bytes, state: text });
const lines = fc.array(text, { maxLength: 5 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const anyLetter: fc.Arbitrary<LetterRequest> = fc.record(
  {
    language: fc.constantFrom("fr", "en-GB", "de"),
    timeZone: fc.constantFrom("Europe/Paris", "UTC", "Pacific/Chatham"),
    now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    sender: lines,
    window: fc.constantFrom("right", "left", "left-a"),
    address: fc.array(text, { minLength: 1, maxLength: 12 }),
    body: text,
    reference: maybe(text),
    place: maybe(text),
    subject: maybe(text),
    map: maybe(fc.record({ vector: bytes, caption: maybe(text), alt: maybe(text) }, { requiredKeys: ["vector"] })),
    picture: maybe(fc.record({ file, caption: maybe(text), alt: maybe(text) }, { requiredKeys: ["file"] })),
    signature: maybe(lines),
    signaturePicture: maybe(file),
    footer: maybe(lines),
    accentColour: maybe(fc.constantFrom("#b5543a", "cmyk(0, 54, 68, 29)")),
    logo: maybe(
      fc.record({ file, width: fc.integer({ min: 10, max: 90 }), place: fc.constantFrom("left", "right" as const) }),
    ),
    background: maybe(file),
    qr: maybe(fc.record({ text, caption: maybe(text), shown: maybe(text) }, { requiredKeys: ["text"] })),
    dataMatrix: maybe(text),
    edgeMarks: maybe(fc.constantFrom("none", "fold", "fold-and-hole" as const)),
    colours: maybe(fc.constantFrom("rgb", "cmyk" as const)),
    bleed: maybe(fc.double({ min: 0, max: 10, noNaN: true })),
    cropMarks: maybe(fc.boolean()),
    mostPages: maybe(fc.integer({ min: 1, max: 99 })),
    test: maybe(fc.boolean()),
  },
  { requiredKeys: ["language", "timeZone", "now", "sender", "window", "address", "body"] },
) as fc.Arbitrary<LetterRequest>;

/** The letter with everything that one may show. */
async function full(): Promise<LetterRequest> {
  return {
    ...letter,
    logo: { file: printFile("logo.png", logoPng(400, 120)), width: 40, place: "left" },
    map: { vector: await (await letterhead({ width: 150, height: 90 })).save(), caption: "À pied", alt: "Plan" },
    signaturePicture: printFile("signature.png", signaturePng()),
    background: printFile("papier.pdf", await (await letterhead()).save()),
    qr: { text: page, caption: "Votre page" },
    bleed: 3,
  };
}

describe("a letter that is kept", () => {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());

  it("is the same letter again, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(anyLetter, async (request) => {
        const { put, get } = memory();
        const travelled = JSON.parse(JSON.stringify(await keepLetter(request, put))) as JsonObject;
        const read = await letterOf(travelled, get);
        assert.deepEqual(plain(read), plain(arrived(request)));
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same PDF, byte for byte", async () => {
    const request = await full();
    const { put, get, types } = memory();
    const kept = await keepLetter(request, put);
    const [first, second] = await Promise.all([composeLetter(request), composeLetter(await letterOf(kept, get))]);
    assert.deepEqual(second, first);
    assert.deepEqual([...types.values()].sort(), ["application/pdf", "application/pdf", "image/png", "image/png"]);
  });

  it("holds no bytes and no path of the machine, and each file once", async () => {
    const photo = photoJpeg(60, 40);
    const at = (state: string) => ({ name: "vitrine.jpg", data: photo, state });
    const { put, files, types } = memory();
    const logo = { file: at("/srv/media/vitrine.jpg 1 2"), width: 40, place: "left" } as const;
    const kept = await keepLetter({ ...letter, logo, picture: { file: at("/srv/media/other") } }, put);
    assert.equal(files.size, 1);
    assert.deepEqual([...types.values()], ["image/jpeg"]);
    assert.doesNotMatch(JSON.stringify(kept), /srv/);
    const asset = { hash: sha256(photo), type: "image/jpeg", bytes: photo.length };
    assert.deepEqual(kept.logo, { file: { name: "vitrine.jpg", asset }, width: 40, place: "left" });
  });

  it("is not read from what a flow has changed", async () => {
    const { put, get } = memory();
    const kept = await keepLetter(await full(), put);
    const logo = kept.logo as JsonObject;
    const changes: [change: JsonObject, where: RegExp][] = [
      [{ version: 2 }, /^version$/],
      [{ version: null }, /^version$/],
      [{ more: 1 }, /^$/],
      [{ body: 5 }, /^body$/],
      [{ body: "x".repeat(20_001) }, /^body$/],
      [{ address: [] }, /^address$/],
      [{ window: "top" }, /^window$/],
      [{ now: -1 }, /^now$/],
      [{ now: 1e16 }, /^now$/],
      [{ timeZone: "Mars/Olympus" }, /^timeZone$/],
      [{ accentColour: "red" }, /^accentColour$/],
      [{ logo: { ...logo, width: 1e9 } }, /^logo\.width$/],
      [{ logo: { ...logo, state: "that of another file" } }, /^logo$/],
      [{ logo: { ...logo, file: "../../etc/passwd" } }, /^logo\.file$/],
      [{ background: { name: "a.pdf", asset: { hash: "../../x", type: "", bytes: 0 } } }, /^background\.asset\.hash$/],
      [{ background: { name: "a.pdf", data: "JVBERi0=", state: "1" } }, /^background/],
      [{ map: { vector: { 0: 37 } } }, /^map\.vector/],
      [{ qr: { text: "x", more: "y" } }, /^qr$/],
    ];
    for (const [change, where] of changes)
      await assert.rejects(letterOf({ ...kept, ...change }, get), (fault: Fault) => {
        assert.equal(fault.key, "print.letter-unread", JSON.stringify(change));
        assert.match(String(fault.data.where), where, JSON.stringify(change));
        return true;
      });
    for (const language of ["en", "fr"])
      assert.match(sentence("print.letter-unread", { where: "logo.width" }, language), /logo\.width/);
  });

  it("never ends in anything but a letter or a fault, whatever comes", async () => {
    const { put, get } = memory();
    const kept = await keepLetter(await full(), put);
    const names = Object.keys(kept);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, value) => {
        const changed = { ...kept, [name]: value } as JsonObject;
        await letterOf(changed, get).catch((error: unknown) => {
          assert.ok(error instanceof Fault, String(error));
          assert.equal(error.key, "print.letter-unread");
        });
      }),
    );
  });

  it("says which file is gone", async () => {
    const { put, get, files } = memory();
    const request = await full();
    const kept = await keepLetter(request, put);
    files.delete(sha256(request.logo!.file.data));
    await assert.rejects(letterOf(kept, get), { key: "asset.missing" });
  });
});

describe("letters that are read one after the other", () => {
  it("read what they share once, as one array", async () => {
    const { put, get, read } = memory();
    const kept = await keepLetter(await full(), put);
    const letters = openKeptLetters(get);
    const first = await letters(kept);
    const others = await Promise.all(Array.from({ length: 1_000 }, () => letters(kept)));
    assert.equal(read.length, 4);
    for (const other of others) {
      assert.equal(other.logo?.file.data, first.logo?.file.data);
      assert.equal(other.map?.vector, first.map?.vector);
      assert.equal(other.background?.state, first.background?.state);
    }
  });

  it("hold what they read last, not everything", async () => {
    const large = (n: number) => new Uint8Array(20 << 20).fill(n);
    const { put, get, read } = memory();
    const kept = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        keepLetter(
          { ...letter, logo: { file: printFile("a", large(0)), width: 40, place: "left" }, map: { vector: large(n) } },
          put,
        ),
      ),
    );
    const letters = openKeptLetters(get);
    for (const each of kept) await letters(each);
    assert.equal(read.length, 5);
    // The logo is in every letter; of the maps the first is gone, and the last is not.
    await letters(kept[3]!);
    assert.equal(read.length, 5);
    await letters(kept[0]!);
    assert.equal(read.length, 6);
  });

  it("ask again for what was not there", async () => {
    const { put, get, files } = memory();
    const request = await full();
    const kept = await keepLetter(request, put);
    const { data } = request.logo!.file;
    files.delete(sha256(data));
    const letters = openKeptLetters(get);
    await assert.rejects(letters(kept), { key: "asset.missing" });
    files.set(sha256(data), data);
    assert.deepEqual(Buffer.from((await letters(kept)).logo!.file.data), Buffer.from(data));
  });
});
