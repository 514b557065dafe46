import type { Problem } from "../../contract/index.ts";
import type { Known } from "../check.ts";
import type { Policy, Setting } from "../setting.ts";
import type { Variants } from "../variants.ts";

/** A page as a person writes it. */
export interface PageSource {
  /** Its title. */
  subject: Variants;
  /** A whole document, or what stands in one: then ours is put around it. */
  html: Variants;
  /** `#rrggbb`, of our document; empty: the house style. */
  accentColour: string;
  policy: Policy;
  fallbacks?: Readonly<Record<string, string>>;
}

/** A page for one reader. */
export interface RenderedPage {
  subject: string;
  /** A whole document, with at most one `<response-form></response-form>` where the form goes. */
  html: string;
  /** BCP 47 */
  language: string;
  overcome: Problem[];
}

/** A page whose templates are read. */
export interface Page {
  /** The files of the campaign's media folder that it shows, as far as they are written out. */
  media: readonly string[];
  /** What can be found without data, in `known.language`. */
  problems(known: Known): Problem[];
  /** @throws TemplateFault with every problem that its policy does not overcome; Fault `message.context` */
  render(context: unknown, setting: Setting & { problemLanguage?: string }): RenderedPage;
}
