import { readFileSync } from "node:fs";
import type { Runtime } from "node:inspector";
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url).href;

/** Where the code of a source begins in a built file; lines count from 0. */
interface Beginning {
  line: number;
  /** From the package's root. */
  source: string;
}

const known = new Map<string, Beginning[]>();

/** The build makes one file of many sources, and the bundler says in a comment before each whose code comes next. */
function beginningsIn(url: string): Beginning[] {
  const found = known.get(url);
  if (found !== undefined) return found;
  const lines = readFileSync(fileURLToPath(url), "utf8").split("\n");
  const beginnings = lines.flatMap((text, line) => {
    const source = /^\/\/ (dist\/\S+\.js)$/.exec(text)?.[1];
    return source === undefined ? [] : [{ line, source }];
  });
  known.set(url, beginnings);
  return beginnings;
}

/** The source that a frame's code in a built file is of, from the package's root; the address of any other file. */
export function sourceOf({ url, lineNumber }: Pick<Runtime.CallFrame, "url" | "lineNumber">): string {
  if (!url.startsWith(`${root}dist/`)) return url;
  const source = beginningsIn(url).findLast(({ line }) => line <= lineNumber)?.source;
  return source ?? url.slice(root.length);
}
