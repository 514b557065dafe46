import { Fault } from "../../contract/index.ts";
import type { HttpAnswer } from "../../http.ts";
import type { ProvidedPicture } from "./provider.ts";
import { isSuccess, refusalOf } from "./read-answer.ts";

/** First bytes of JPEG (ITU-T T.81, annex B) and PNG (RFC 2083 §12.11). What a header claims proves nothing. */
const marks = [
  ["image/jpeg", Buffer.from([0xff, 0xd8, 0xff])],
  ["image/png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
] as const;

/**
 * The picture of an answer, by its first bytes; whether it can be decoded shows itself where it is used.
 * @throws Fault map.provider-image; map.provider-key, map.provider-refused
 */
export function pictureOf(answer: HttpAnswer, host: string): ProvidedPicture {
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  const bytes = new Uint8Array(answer.bytes);
  const [type] = marks.find(([, mark]) => Buffer.compare(mark, bytes.subarray(0, mark.length)) === 0) ?? [];
  if (type === undefined) throw new Fault("map.provider-image", { host });
  return { bytes, type };
}
