import { Fault } from "../../contract/index.ts";
import { encodeQr } from "./qr-code.ts";

/** A code as rows of modules, the dark ones true. */
export type Matrix = readonly (readonly boolean[])[];

/** Light modules around a code: ISO/IEC 18004, 6.3.8 (QR code); ISO/IEC 16022, 7.1 (DataMatrix). */
export const quiet = { qr: 4, dataMatrix: 1 } as const;

async function encode(bcid: string, text: string, options: object): Promise<Matrix> {
  // The named export `raw` is a symbology.
  const { default: bwip } = await import("bwip-js");
  const [symbol] = bwip.raw({ bcid, text, ...options });
  if (symbol === undefined || !("pixs" in symbol)) throw new Error(`no matrix of ${bcid}`);
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, y) => pixs.slice(y * pixx, (y + 1) * pixx).map((dark) => dark === 1));
}

/** Error correction M: 15 % of it may be lost. @throws Fault `print.code-too-long` */
export function qrCode(text: string): Matrix {
  const rows = encodeQr(text);
  if (rows === undefined) throw new Fault("print.code-too-long", { reason: "qr" });
  return rows;
}

/** ECC 200, a square. @throws Fault `print.code-too-long` */
export async function dataMatrix(text: string): Promise<Matrix> {
  return encode("datamatrix", text, {}).catch(() => {
    throw new Fault("print.code-too-long", { reason: "dataMatrix" });
  });
}
