import * as z from "zod";
import { Asset, Fault, isTimeZone, type JsonObject } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import { LetterRequest, type PrintFile } from "./request.ts";

/** Raised when a letter that was kept before would be read as another one. */
const version = 1;

const KeptFile = z.strictObject({ name: z.string(), asset: Asset });
type KeptFile = z.infer<typeof KeptFile>;

const { map, picture, logo, qr, now } = LetterRequest.shape;

/** A letter as JSON, and nothing beside it: it has been in the hands of a flow. */
const KeptLetter = z.strictObject({
  ...LetterRequest.shape,
  version: z.literal(version),
  timeZone: z.string().refine(isTimeZone),
  // Years of four digits, as a PDF writes them.
  now: now.min(0).max(Date.parse("9999-12-31T23:59:59.999Z")),
  map: map.unwrap().extend({ vector: Asset }).strict().optional(),
  picture: picture.unwrap().extend({ file: KeptFile }).strict().optional(),
  signaturePicture: KeptFile.optional(),
  logo: logo.unwrap().extend({ file: KeptFile }).strict().optional(),
  background: KeptFile.optional(),
  qr: qr.unwrap().strict().optional(),
});
type KeptLetter = z.infer<typeof KeptLetter>;

type Put = (bytes: Uint8Array, type: string) => Promise<Asset>;
type Get = (asset: Asset) => Promise<Uint8Array>;

const typeOf = (bytes: Uint8Array) => imageHead(bytes)?.type ?? "application/pdf";

/** A letter as JSON: what it shows is kept beside it by `put`, once for all letters that show it. */
export async function keepLetter(request: LetterRequest, put: Put): Promise<JsonObject> {
  const keepFile = async ({ name, data }: PrintFile): Promise<KeptFile> => ({
    name,
    asset: await put(data, typeOf(data)),
  });
  const { map, picture, signaturePicture, logo, background, ...said } = request;
  const kept: KeptLetter = {
    version,
    ...said,
    ...(map !== undefined && { map: { ...map, vector: await put(map.vector, "application/pdf") } }),
    ...(picture !== undefined && { picture: { ...picture, file: await keepFile(picture.file) } }),
    ...(signaturePicture !== undefined && { signaturePicture: await keepFile(signaturePicture) }),
    ...(logo !== undefined && { logo: { ...logo, file: await keepFile(logo.file) } }),
    ...(background !== undefined && { background: await keepFile(background) }),
  };
  // What is undefined is not there.
  return JSON.parse(JSON.stringify(kept)) as JsonObject;
}

/**
 * The letter again. The state of a file is the hash of its bytes: no message can pass bytes off as those of another file.
 * @throws Fault `asset.missing`, `print.letter-unread`
 */
export async function letterOf(kept: JsonObject, get: Get): Promise<LetterRequest> {
  const parsed = KeptLetter.safeParse(kept);
  if (!parsed.success) throw new Fault("print.letter-unread", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const fileOf = async ({ name, asset }: KeptFile): Promise<PrintFile> => ({
    name,
    data: await get(asset),
    state: asset.hash,
  });
  const { version: _, map, picture, signaturePicture, logo, background, ...said } = parsed.data;
  return {
    ...said,
    ...(map !== undefined && { map: { ...map, vector: await get(map.vector) } }),
    ...(picture !== undefined && { picture: { ...picture, file: await fileOf(picture.file) } }),
    ...(signaturePicture !== undefined && { signaturePicture: await fileOf(signaturePicture) }),
    ...(logo !== undefined && { logo: { ...logo, file: await fileOf(logo.file) } }),
    ...(background !== undefined && { background: await fileOf(background) }),
  };
}

/** Bytes that are held: the files of a house, and maps that neighbours share. */
const mostHeld = 64 << 20;

/**
 * Reads one letter after the other. What many of them show is read once, and is the same array in each of them.
 * @throws as `letterOf`
 */
export function openKeptLetters(get: Get): (kept: JsonObject) => Promise<LetterRequest> {
  const held = new Map<string, { read: Promise<Uint8Array>; bytes: number }>();
  let total = 0;
  const forget = (hash: string) => {
    total -= held.get(hash)?.bytes ?? 0;
    held.delete(hash);
  };
  const getOnce = (asset: Asset): Promise<Uint8Array> => {
    const { hash } = asset;
    const known = held.get(hash);
    const one = known ?? { read: get(asset), bytes: 0 };
    held.delete(hash);
    held.set(hash, one);
    if (known === undefined)
      one.read.then(
        ({ byteLength }) => {
          if (held.get(hash) !== one) return;
          // Not what the message says: that may be anything.
          one.bytes = byteLength;
          total += byteLength;
          for (const [oldest] of held) {
            if (total <= mostHeld || oldest === hash) break;
            forget(oldest);
          }
        },
        () => held.get(hash) === one && forget(hash),
      );
    return one.read;
  };
  return (kept) => letterOf(kept, getOnce);
}
