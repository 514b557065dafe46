import type { Asset, JsonObject } from "../../contract/index.ts";
import type { LetterRequest } from "./request.ts";

/** A letter as JSON: what it shows is kept beside it by `put`, once for all letters that show it. */
export async function keepLetter(
  _request: LetterRequest,
  _put: (bytes: Uint8Array, type: string) => Promise<Asset>,
): Promise<JsonObject> {
  throw new Error("to come");
}

/** The letter again. @throws Fault `asset.missing`, `print.letter-unread` */
export async function letterOf(_kept: JsonObject, _get: (asset: Asset) => Promise<Uint8Array>): Promise<LetterRequest> {
  throw new Error("to come");
}
