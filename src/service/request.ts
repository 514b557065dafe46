import { Fault, type JsonObject } from "../contract/index.ts";
import { type Kind, renderText } from "../message/index.ts";
import { finalAddress, originOf } from "./address.ts";
import { formOf, objectOf } from "./rows.ts";
import { bodyKindOf, type ServiceSettings } from "./settings.ts";

/** What templates and rows see, and how filters speak. */
export interface Occasion {
  message: JsonObject;
  /** BCP 47 */
  language: string;
  /** IANA time zone */
  timeZone: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** A call before it is proven. */
interface ServiceRequest {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array | undefined;
}

/** What may stand in a header's value, RFC 9110 §5.5, but for bytes above ASCII, which everyone reads differently. */
const headerValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Writes the call that a message asks for.
 * @throws Fault `service.address*`, `service.header-value`, `service.body-json`, those of `objectOf`; TemplateFault
 */
export function requestOf(settings: ServiceSettings, occasion: Occasion): ServiceRequest {
  const { method, address } = settings;
  const { message, ...setting } = occasion;
  const render = (template: string, what: string, kind: Kind) =>
    renderText(template, message, { ...setting, what, kind });
  const text = (template: string, what: string) => render(template, what, "value");

  const url = finalAddress(render(address.trim(), "address", "address"), originOf(address));
  const body = bodyOf(settings, render, { message, text });
  const headers: Record<string, string> = { accept: settings.answer === "text" ? "text/*, */*" : "application/json" };
  if (body !== undefined) headers["content-type"] = body.type;
  for (const { name, value } of settings.headers) {
    const written = text(value, name).trim();
    if (written === "") continue;
    if (!headerValue.test(written)) throw new Fault("service.header-value", { name });
    headers[name.toLowerCase()] = written;
  }
  return { method, url: url.href, headers, body: body && Buffer.from(body.text, "utf8") };
}

function bodyOf(
  settings: ServiceSettings,
  render: (template: string, what: string, kind: Kind) => string,
  material: Parameters<typeof objectOf>[1],
): { type: string; text: string } | undefined {
  switch (bodyKindOf(settings)) {
    case "none":
      return undefined;
    case "table":
      return { type: "application/json", text: JSON.stringify(objectOf(settings.rows, material)) };
    case "form":
      return { type: "application/x-www-form-urlencoded", text: formOf(settings.rows, material) };
    case "template": {
      const text = render(settings.template, "body", "json");
      return { type: "application/json", text: checkedJson(text) };
    }
  }
}

/** What JSON.parse says is left out of the fault: it quotes the data. */
function checkedJson(text: string): string {
  try {
    JSON.parse(text);
    return text.trim();
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const line = at === undefined ? text.split("\n").length : text.slice(0, Number(at)).split("\n").length;
    throw new Fault("service.body-json", { line });
  }
}
