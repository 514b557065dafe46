import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";

/** One ASN.1 value in DER. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(6, Buffer.from(hex, "hex"));
const time = (at: number) => der(0x17, `${new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`);
const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));

/** A certificate that signs itself, for one name or address; a day long around `at`. */
export function certificateFor(name: string, at = Date.now()): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const who = sequence(der(0x31, sequence(oid("550403"), der(0x0c, "test"))));
  const ip = isIP(name) === 4;
  const alternative = ip ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, name);
  const isAuthority = sequence(oid("551d13"), der(1, Buffer.of(255)), der(4, sequence(der(1, Buffer.of(255)))));
  const extensions = sequence(sequence(oid("551d11"), der(4, sequence(alternative))), isAuthority);
  const toSign = sequence(
    der(0xa0, der(2, Buffer.of(2))),
    der(2, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    who,
    sequence(time(at - 43_200_000), time(at + 43_200_000)),
    who,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = der(3, Buffer.of(0), sign("sha256", toSign, privateKey));
  const base64 = sequence(toSign, ecdsaWithSha256, signature).toString("base64");
  const cert = `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }) as string };
}
