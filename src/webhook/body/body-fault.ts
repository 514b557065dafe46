import type { Problem } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import { pointerTo } from "../json.ts";

/** What is wrong with a body and where, before it has a sentence. */
export interface BodyFault {
  /** Catalogue key. */
  code: string;
  data: Record<string, string | number>;
  path: readonly string[];
}

export function bodyFault(
  code: string,
  data: Record<string, string | number> = {},
  path: readonly string[] = [],
): BodyFault {
  return { code, data, path };
}

/** The fault as the sender is told it; never quotes more of the body than a name. */
export function problemOf({ code, data, path }: BodyFault, language: string): Problem {
  return { pointer: pointerTo(path.map((name) => name.slice(0, 200))), code, detail: sentence(code, data, language) };
}
