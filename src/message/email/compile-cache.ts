import { canonicalJson, Fault, sha256 } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { compileHtml } from "./compile-html.ts";
import { compileMjml } from "./compile-mjml.ts";
import type { CompiledEmail } from "./compiled-email.ts";

/** Compiled e-mails that are kept; each takes some tens of kilobytes. */
const most = 64;
const kept = new Map<string, Promise<CompiledEmail>>();

/** Compiles an e-mail for readers of one language, or takes what was compiled of the same texts. */
export function compileOnce(
  format: "mjml" | "html",
  source: string,
  blocks: Blocks,
  language: string,
): Promise<CompiledEmail> {
  if (source.trim() === "") return Promise.resolve(empty(source));
  const key = sha256(canonicalJson({ format, source, blocks, language }));
  const known = kept.get(key);
  kept.delete(key);
  const compiled = known ?? (format === "mjml" ? compileMjml : compileHtml)(source, blocks, language);
  kept.set(key, compiled);
  // A library that could not be loaded may be there the next time.
  compiled.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return compiled;
}

const empty = (source: string): CompiledEmail => ({
  flaws: [{ text: { source }, begin: 0, fault: new Fault("email.no-html") }],
  advice: [],
});
