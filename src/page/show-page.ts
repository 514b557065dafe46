import { randomBytes } from "node:crypto";
import * as z from "zod";
import { Asset, Fault } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { privateHeaders, said } from "../links/index.ts";
import type { KeptPage } from "../store/index.ts";
import type { PageAnswer, PageBehind } from "./behind.ts";
import { fillDocument } from "./document.ts";
import type { FieldProblem } from "./field-problem.ts";
import { responsePart } from "./form.ts";
import { closeForm, newFormId } from "./form-seal.ts";
import { formStyle } from "./form-style.ts";
import { pageScript, scriptSource } from "./script.ts";
import type { WrittenForm } from "./written.ts";

/** What render message published. */
const Published = z.object({
  content: z.object({
    subject: z.string().optional(),
    html: z.string(),
    language: z.string(),
    assets: z.array(Asset).optional(),
  }),
});

/** @throws {Fault} `page.no-document` */
function published({ id, message }: KeptPage) {
  const { success, data } = Published.safeParse(message);
  if (!success) throw new Fault("page.no-document", { page: id });
  return data.content;
}

/** The language of what a page shows, BCP 47. */
export const languageOfPage = (page: KeptPage): string => published(page).language;

/** What is shown besides the document. */
export interface Shown {
  status?: number;
  /** The form as it was served before; a new one otherwise. */
  served?: { id: string; at: number };
  /** What was written into it, and could not be taken. */
  written?: WrittenForm;
  problems?: ReadonlyMap<string, readonly FieldProblem[]>;
  /** Key of what is said above the form. */
  notice?: string;
}

/**
 * The document of a page with its form. Nothing runs but our own script, nothing comes from elsewhere, forms go back to the page
 * alone, and no other page has a hand on it, whatever the document holds.
 */
export function showPage(page: KeptPage, token: string, behind: PageBehind, shown: Shown = {}): PageAnswer {
  const { status = 200, written, problems, notice } = shown;
  const { subject = "", html, language, assets = [] } = published(page);
  const { id, at } = shown.served ?? { id: newFormId(), at: behind.now() };
  const sealed = closeForm(behind.secret, "answer", token, { id, at, shown: [] });
  const nonce = randomBytes(16).toString("base64");
  const wrong = notice !== undefined || (problems?.size ?? 0) > 0;
  const body = Buffer.from(
    fillDocument(html, {
      title: subject,
      attention: wrong ? `${sentence("page.problem.title", {}, language)} – ` : "",
      language,
      form: responsePart({
        form: behind.form,
        language,
        sealed,
        answered: page.response !== undefined,
        ...(written === undefined ? {} : { written }),
        ...(problems === undefined ? {} : { problems }),
        ...(notice === undefined ? {} : { notice }),
      }),
      foot: behind.choices ? foot(language) : "",
      style: formStyle(behind.accentColour),
      script: pageScript,
      nonce,
      assets,
      assetAt: behind.assetAt,
    }),
  );
  return { status, headers: headersOf(nonce, language, body.byteLength), body };
}

/**
 * A document with its form as a visitor first sees it, to be looked at: nothing can be sent from it, and what it shows keeps
 * its `asset:` addresses.
 */
export function pagePreview(
  html: string,
  { title, language, assets }: { title: string; language: string; assets: readonly Asset[] },
  { form, choices, accentColour }: Pick<PageBehind, "form" | "choices" | "accentColour">,
): string {
  return fillDocument(html, {
    ...{ title, attention: "", language, assets },
    form: responsePart({ form, language, sealed: "", answered: false }),
    foot: choices ? foot(language) : "",
    style: formStyle(accentColour),
    ...{ script: "", nonce: "", assetAt: ({ hash }) => `asset:${hash}` },
  });
}

const foot = (language: string) =>
  `<footer class="house-foot"><a href="?choices">${said("page.choices.link", language)}</a></footer>\n`;

function headersOf(nonce: string, language: string, length: number) {
  const policy = [
    "default-src 'none'",
    "img-src 'self' data:",
    "media-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `script-src ${scriptSource}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    ...privateHeaders,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy.join("; "),
    // A language tag comes from a template's author: nothing else may be in a header.
    "content-language": language.replace(/[^A-Za-z0-9-]/g, "") || "en",
    "content-length": String(length),
  };
}
