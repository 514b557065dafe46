import { hash } from "node:crypto";
import { Fault } from "../contract/index.ts";
import { secretBytes, secretLength } from "./mint.ts";

/** A key that signs but does not show itself: not in a log, not in an inspection, not as JSON. */
export interface Secret {
  /** HMAC-SHA256 of the parts one after the other, 32 bytes. */
  mac(...parts: Uint8Array[]): Buffer;
}

/** Block of SHA-256 in bytes; no key of Standard Webhooks is longer, so none has to be hashed first. */
const block = 64;

/**
 * Reads a secret as people paste it; blanks around it are dropped.
 *
 * RFC 2104 by two one-shot hashes over pads made once: measured at a third of the cost of `createHmac` with a raw key,
 * most of which was the collection of its native objects.
 *
 * @throws {Fault} `webhook.secret-form`, `webhook.secret-length`
 */
export function readSecret(text: string): Secret {
  const trimmed = text.trim();
  const length = secretLength(trimmed);
  if (length === undefined) throw new Fault("webhook.secret-form");
  const { least, most } = secretBytes;
  if (length < least || length > most) throw new Fault("webhook.secret-length", { length, least, most });
  const key = Buffer.from(trimmed.slice("whsec_".length), "base64");
  const inner = pad(key, 0x36);
  const outer = pad(key, 0x5c);
  return {
    mac: (...parts) => digest([outer, digest([inner, ...parts])]),
  };
}

function pad(key: Buffer, value: number): Buffer {
  const padded = Buffer.alloc(block, value);
  for (const [index, byte] of key.entries()) padded[index] = byte ^ value;
  return padded;
}

function digest(parts: Uint8Array[]): Buffer {
  return hash("sha256", Buffer.concat(parts), "buffer");
}
