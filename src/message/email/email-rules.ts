import { type Token, Tokenizer } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { engineFor } from "../engine.ts";
import type { Flaw, Text } from "../html/flaw.ts";
import { type Attribute, type StartTag, scanHtml } from "../html/scan.ts";

/** What mail programs take out or block: nobody would see it work. */
const withoutUse = new Set([
  ...["applet", "base", "button", "embed", "form", "frame", "iframe", "input", "object", "script", "select"],
  ...["textarea", "link", "mj-font"],
]);
const externalStyle = new Set(["link", "mj-font"]);
const pictures = new Set(["background", "background-url", "poster", "src", "srcset", "thumbnails-src"]);
const withPictures = new Set(["img", "mj-carousel-image", "mj-image"]);

/** What is in the way of an e-mail though it is sound HTML, in a text of it or of a block. */
export function adviceForEmail(text: Text, format: "mjml" | "html"): Flaw[] {
  const flaws: Flaw[] = [];
  const tell = (begin: number, fault: Fault) => flaws.push({ text, begin, fault });
  const { options } = engineFor("html").liquid;
  let tokens: ReturnType<Tokenizer["readTopLevelTokens"]>;
  try {
    tokens = new Tokenizer(text.source, options.operators).readTopLevelTokens(options);
  } catch {
    return [];
  }
  scanHtml(tokens, {
    liquid: () => {},
    startTag(tag: StartTag & { token: Token }) {
      const { name, attributes, begin } = tag;
      if (withoutUse.has(name))
        tell(begin, new Fault(externalStyle.has(name) ? "email.external-style" : "email.element", { name }));
      const needsAlt = name === "img" ? format === "mjml" && text.block === undefined : withPictures.has(name);
      if (needsAlt && !attributes.has("alt")) tell(begin, new Fault("message.no-alt"));
      for (const [attribute, value] of attributes) {
        if (/^on[a-z]/.test(attribute)) tell(value.begin, new Fault("email.handler", { name: attribute }));
        const fault = pictures.has(attribute)
          ? pictureFault(value)
          : attribute === "href"
            ? linkFault(value)
            : undefined;
        if (fault !== undefined && name !== "link" && name !== "mj-font") tell(value.begin, fault);
      }
    },
  });
  for (const match of text.source.matchAll(/@import\b/gi)) tell(match.index, new Fault("email.external-style"));
  return flaws;
}

const schemeOf = (value: string) => /^([a-z][a-z0-9+.-]*:)/i.exec(value)?.[1]?.toLowerCase();

/** What is read aloud as it is, but for what browsers take out of an address. */
const bare = ({ value }: Attribute) => value.replace(/[\p{Cc}\s]/gu, (sign) => (sign === "\0" ? sign : ""));

function pictureFault(attribute: Attribute): Fault | undefined {
  const value = bare(attribute);
  if (value === "" || value.startsWith("\0")) return undefined;
  const scheme = schemeOf(value);
  if (scheme === "https:") return undefined;
  if (scheme === "cid:") return new Fault("email.cid");
  return scheme === undefined ? new Fault("email.relative") : new Fault("email.picture", { scheme });
}

const links = new Set(["https:", "http:", "mailto:", "tel:"]);

function linkFault(attribute: Attribute): Fault | undefined {
  const value = bare(attribute);
  if (/^(?:$|#|\0)/.test(value)) return undefined;
  const scheme = schemeOf(value);
  if (scheme === undefined) return new Fault("email.relative");
  return links.has(scheme) ? undefined : new Fault("message.url-scheme", { scheme: scheme.slice(0, 20) });
}
