import type { Problem } from "../../contract/index.ts";
import type { Known } from "../check.ts";
import type { Policy, Setting } from "../setting.ts";
import type { Variants } from "../variants.ts";

/** An e-mail as a person writes it. */
export interface EmailSource {
  /** How `html` is written. */
  format: "mjml" | "html";
  subject: Variants;
  preheader: Variants;
  html: Variants;
  /** The plain part; a language whose text is empty has it made from the HTML. */
  text: Variants;
  policy: Policy;
  fallbacks?: Readonly<Record<string, string>>;
}

/** An e-mail for one reader. */
export interface RenderedEmail {
  subject: string;
  preheader: string;
  /** The preheader stands in it, unseen. */
  html: string;
  text: string;
  /** BCP 47 */
  language: string;
  overcome: Problem[];
}

/** An e-mail whose templates are read and compiled. */
export interface Email {
  /** The names of the maps whose pictures it shows, as far as they are written out. */
  maps: readonly string[];
  /** The files of the campaign's media folder that it shows, as far as they are written out. */
  media: readonly string[];
  /** What can be found without data, in `known.language`. */
  problems(known: Known): Problem[];
  /** @throws TemplateFault with every problem that its policy does not overcome; Fault `message.context` */
  render(context: unknown, setting: Setting & { problemLanguage?: string }): RenderedEmail;
}
