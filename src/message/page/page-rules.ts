import { Tokenizer, type TopLevelToken, TypeGuards } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { engineFor } from "../engine.ts";
import { addFlaw, type Flaw, type Text } from "../html/flaw.ts";
import { type Attribute, type StartTag, scanHtml } from "../html/scan.ts";

/** Elements that the security policy of a page keeps from working, or that would lead its links elsewhere. */
const refused = new Set([...["applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal", "script"]]);
const fields = new Set(["button", "input", "select", "textarea"]);
/** `content-type` is written anew; the other one says nothing to browsers of today. */
const idleEquivalents = new Set(["content-type", "x-ua-compatible"]);
const sources = new Set(["background", "data", "poster", "src", "srcset", "imagesrcset"]);
const links = new Set(["href", "xlink:href", "action", "formaction", "ping", "to", "from", "values"]);
const schemes = new Set(["geo:", "http:", "https:", "mailto:", "sms:", "tel:"]);
const code = new Set(["javascript:", "vbscript:"]);
/** Where the personal page puts the address of an asset, and what writes one. */
const shownIn = new Set(["poster", "src"]);
const asset = /\|\s{0,9}(?:map_image|media|video_image)\b[^|]*$/;
/** Tags that hold others: what stands in one may not be written. */
const holders = new Set(["capture", "case", "for", "if", "optional", "tablerow", "unless"]);

/** What is wrong with a page though it is sound HTML. */
export interface PageFlaws {
  /** What a page must not have: nobody would see it work, or it could do harm. */
  flaws: readonly Flaw[];
  /** What nobody would see. */
  advice: readonly Flaw[];
}

/** Looks through a text of a page, or of a block that it renders. */
export function flawsOfPage(text: Text): PageFlaws {
  const flaws: Flaw[] = [];
  const advice: Flaw[] = [];
  const refuse = (begin: number, fault: Fault) => addFlaw(flaws, { text, begin, fault });
  const tell = (begin: number, fault: Fault) => addFlaw(advice, { text, begin, fault });
  let depth = 0;
  let forms = 0;

  function startTag({ name, attributes, begin }: StartTag): void {
    if (name.startsWith("mj-") || name === "mjml") refuse(begin, new Fault("message.page-mjml", { name }));
    else if (name === "form") refuse(begin, new Fault("message.page-form"));
    else if (refused.has(name)) refuse(begin, new Fault("message.page-element", { name }));
    else if (name === "meta" && !isIdle(attributes)) refuse(begin, new Fault("message.page-meta"));
    else if (fields.has(name)) tell(begin, new Fault("message.page-field", { name }));
    else if (name === "link") tell(begin, new Fault("message.page-style"));
    else if (name === "response-form" && depth === 0) {
      forms += 1;
      if (forms > 1) refuse(begin, new Fault("message.page-forms"));
    }
    for (const [attribute, value] of attributes) lookAt(name, attribute, value);
  }

  function lookAt(element: string, name: string, attribute: Attribute): void {
    if (/^on[a-z]/.test(name)) refuse(attribute.begin, new Fault("message.page-handler", { name }));
    if (!sources.has(name) && !links.has(name)) return;
    const value = plain(attribute.value);
    const scheme = schemeOf(value);
    if (scheme !== undefined && code.has(scheme)) refuse(attribute.begin, new Fault("message.page-code", { scheme }));
    else if (sources.has(name)) {
      if (!isShown(value) && !refused.has(element)) tell(attribute.begin, new Fault("message.page-picture"));
    } else if (name === "href" && element !== "link") {
      const fault = linkFault(value, scheme);
      if (fault !== undefined) tell(attribute.begin, fault);
    }
  }

  scanHtml(tokensOf(text.source), {
    liquid(token, place) {
      if (place.in === "attribute" && !shownIn.has(place.name) && asset.test(token.getText()))
        tell(token.begin, new Fault("message.page-asset", { name: place.name }));
      if (!TypeGuards.isTagToken(token)) return;
      if (holders.has(token.name)) depth += 1;
      else if (holders.has(token.name.replace(/^end/, ""))) depth = Math.max(0, depth - 1);
    },
    startTag,
  });
  for (const match of text.source.matchAll(/@import\b|url\(\s{0,9}["']?(?:https?:)?\/\//gi))
    tell(match.index, new Fault(match[0].startsWith("@") ? "message.page-style" : "message.page-picture"));
  return { flaws, advice };
}

function tokensOf(source: string): TopLevelToken[] {
  const { options } = engineFor("html").liquid;
  try {
    return new Tokenizer(source, options.operators).readTopLevelTokens(options);
  } catch {
    // It is told where the template is read.
    return [];
  }
}

function isIdle(attributes: StartTag["attributes"]): boolean {
  const equivalent = attributes.get("http-equiv");
  return equivalent === undefined || idleEquivalents.has(equivalent.value.trim().toLowerCase());
}

const named: Readonly<Record<string, string>> = { colon: ":", newline: "\n", tab: "\t", sol: "/" };

/** An address as browsers read it: its character references resolved, and without what they take out of it. */
function plain(value: string): string {
  const resolved = value.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(colon|newline|tab|sol));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
  return resolved.replace(/[\p{Cc}\s]/gu, (sign) => (sign === "\0" ? sign : ""));
}

const schemeOf = (value: string) => /^([a-z][a-z0-9+.-]*:)/i.exec(value)?.[1]?.toLowerCase();

/** Whether a page may show what is at an address: what a filter writes, and pictures that stand in the address itself. */
const isShown = (value: string) => /^(?:$|\0|data:image\/|#)/i.test(value);

function linkFault(value: string, scheme: string | undefined): Fault | undefined {
  if (/^(?:$|#|\0)/.test(value)) return undefined;
  if (scheme === undefined) return new Fault("message.page-link");
  return schemes.has(scheme) ? undefined : new Fault("message.url-scheme", { scheme: scheme.slice(0, 20) });
}
