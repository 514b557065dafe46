import { type Token, type TopLevelToken, TypeGuards } from "liquidjs";

/** Where in HTML a tag or output of Liquid stands. */
export type Place =
  | { in: "text" | "comment" | "tag" | "script" | "style" }
  /** `before`: what stands in the value so far, `\0` for what Liquid writes. */
  | { in: "attribute"; name: string; quoted: boolean; before: string };

/** An attribute as it is written. */
export interface Attribute {
  /** As it is written, character references as well; `\0` for what Liquid writes. */
  value: string;
  /** Where its name begins in the template. */
  begin: number;
}

/** What the start tag of an element has. */
export interface StartTag {
  name: string;
  /** By name; of two alike, the first (HTML Living Standard, 13.2.5.33). */
  attributes: ReadonlyMap<string, Attribute>;
  token: Token;
  /** Where it begins in the template. */
  begin: number;
}

type State =
  | "text"
  | "tag open"
  | "tag name"
  | "end tag"
  | "before name"
  | "name"
  | "after name"
  | "before value"
  | "double"
  | "single"
  | "unquoted"
  | "comment"
  | "bogus"
  | "raw text";

const space = /[\t\n\f\r ]/;
/** Elements whose content is text up to their end tag; what is in the first two is not written as text. */
const rawText = new Set(["script", "style", "title", "textarea"]);
const escapable = new Set(["title", "textarea"]);

/**
 * Follows HTML through its tokens (HTML Living Standard, 13.2.5, as far as it takes to know where one is), with the
 * templates of Liquid in between. Branches are followed one after the other, as they stand.
 */
export function scanHtml(
  tokens: readonly TopLevelToken[],
  found: { liquid(token: TopLevelToken, place: Place): void; startTag(tag: StartTag): void },
): void {
  let state = "text" as State;
  let element = "";
  let begin = 0;
  let attribute = "";
  let value = "";
  let attributes = new Map<string, Attribute>();
  let attributeBegin = 0;
  let recent = "";

  function place(): Place {
    switch (state) {
      case "text":
        return { in: "text" };
      case "comment":
      case "bogus":
        return { in: "comment" };
      case "raw text":
        return { in: escapable.has(element) ? "text" : (element as "script" | "style") };
      case "double":
      case "single":
        return { in: "attribute", name: attribute, quoted: true, before: value };
      case "before value":
      case "unquoted":
        return { in: "attribute", name: attribute, quoted: false, before: value };
      default:
        return { in: "tag" };
    }
  }

  function endOfTag(token: Token): void {
    found.startTag({ name: element, attributes, token, begin });
    state = rawText.has(element) ? "raw text" : "text";
    recent = "";
  }

  function openAttribute(sign: string, at: number): void {
    attribute = sign.toLowerCase();
    attributeBegin = at;
    value = "";
    state = "name";
  }

  function keepAttribute(): void {
    if (!attributes.has(attribute)) attributes.set(attribute, { value, begin: attributeBegin });
  }

  function step(sign: string, at: number, token: Token): void {
    switch (state) {
      case "text":
        if (sign === "<") {
          state = "tag open";
          begin = at;
        }
        return;
      case "tag open":
        element = "";
        attributes = new Map();
        recent = "";
        if (/[A-Za-z]/.test(sign)) {
          element = sign.toLowerCase();
          state = "tag name";
        } else if (sign === "/") state = "end tag";
        else if (sign === "!" || sign === "?") {
          state = "bogus";
          recent = sign;
        } else if (sign !== "<") state = "text";
        return;
      case "tag name":
        if (sign === ">") endOfTag(token);
        else if (space.test(sign) || sign === "/") state = "before name";
        else element += sign.toLowerCase();
        return;
      case "end tag":
        if (sign === ">") state = "text";
        return;
      case "before name":
        if (sign === ">") endOfTag(token);
        else if (!space.test(sign) && sign !== "/") openAttribute(sign, at);
        return;
      case "name":
      case "after name":
        if (sign === "=") state = "before value";
        else if (space.test(sign)) state = "after name";
        else if (sign === ">" || sign === "/") {
          keepAttribute();
          state = "before name";
          if (sign === ">") endOfTag(token);
        } else if (state === "name") attribute += sign.toLowerCase();
        else {
          keepAttribute();
          openAttribute(sign, at);
        }
        return;
      case "before value":
        if (sign === '"') state = "double";
        else if (sign === "'") state = "single";
        else if (sign === ">") {
          keepAttribute();
          endOfTag(token);
        } else if (!space.test(sign)) {
          state = "unquoted";
          value = sign;
        }
        return;
      case "double":
      case "single":
        if (sign === (state === "double" ? '"' : "'")) {
          keepAttribute();
          state = "before name";
        } else value += sign;
        return;
      case "unquoted":
        if (sign === ">" || space.test(sign)) keepAttribute();
        if (sign === ">") endOfTag(token);
        else if (space.test(sign)) state = "before name";
        else value += sign;
        return;
      case "bogus":
        recent += sign;
        if (recent === "!--") {
          state = "comment";
          recent = "";
        } else if (sign === ">") state = "text";
        return;
      case "comment":
        recent = (recent + sign).slice(-60);
        // Mail programs read what is in a conditional comment as HTML.
        if (sign === ">" && (recent.endsWith("-->") || /^-?>$|\[if [^\]]*\]>$/.test(recent))) state = "text";
        return;
      case "raw text":
        recent = (recent + sign.toLowerCase()).slice(-(element.length + 3));
        if (recent.slice(0, -1).endsWith(`</${element}`) && /[\t\n\f\r />]/.test(sign))
          state = sign === ">" ? "text" : "end tag";
    }
  }

  let commented: string | undefined;
  for (const token of tokens) {
    if (commented !== undefined) {
      if (TypeGuards.isTagToken(token) && token.name === commented) commented = undefined;
      continue;
    }
    if (TypeGuards.isHTMLToken(token)) {
      const text = token.getContent();
      const offset = token.getText().indexOf(text);
      for (let index = 0; index < text.length; index += 1)
        step(text[index] ?? "", token.begin + Math.max(0, offset) + index, token);
      continue;
    }
    if (TypeGuards.isTagToken(token) && (token.name === "comment" || token.name === "doc")) {
      commented = `end${token.name}`;
      continue;
    }
    found.liquid(token, place());
    // What Liquid writes is something, whatever it is.
    if (state === "double" || state === "single" || state === "unquoted") value += "\0";
    else if (state === "comment") recent += "\0";
  }
}
