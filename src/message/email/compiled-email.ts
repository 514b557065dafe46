import type { Flaw } from "../html/flaw.ts";
import type { Compiled } from "../html/words.ts";

/** The HTML of an e-mail in one language, as a template of Liquid. */
export interface CompiledEmail {
  /** What keeps it from being rendered. */
  flaws: readonly Flaw[];
  /** What is wrong with it, though it can be rendered. */
  advice: readonly Flaw[];
  /** Absent where there are flaws. */
  document?: Compiled;
  /** Blocks that were compiled with it, by the name that it renders them by. */
  blocks?: ReadonlyMap<string, Compiled>;
}
