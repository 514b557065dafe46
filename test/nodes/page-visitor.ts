import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";

type Child = DefaultTreeAdapterTypes.ChildNode;

/** What a visitor's browser does with a page, without a browser. */

/** The inputs of the page's form as it was served: a form that is sent unchanged sends these. */
export async function formIn(url: string): Promise<Record<string, string>> {
  const reply = await fetch(url, { headers: { accept: "text/html", "accept-language": "en" } });
  const values: Record<string, string> = {};
  const walk = (node: Child): void => {
    if (defaultTreeAdapter.isElementNode(node) && node.tagName === "input") {
      const { name, value = "", type, checked } = Object.fromEntries(node.attrs.map((one) => [one.name, one.value]));
      const ticks = type === "checkbox" || type === "radio";
      if (name !== undefined && (!ticks || checked !== undefined)) values[name] = value;
    }
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  parse(await reply.text()).childNodes.forEach(walk);
  return values;
}

/** Sends a form as a browser does, and follows nothing. */
export function post(url: string, values: Readonly<Record<string, string>>, action = "answer"): Promise<Response> {
  const { origin } = new URL(url);
  return fetch(`${url}?${action}`, {
    method: "POST",
    headers: { accept: "text/html", "accept-language": "en", origin, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams(values),
    redirect: "manual",
  });
}
