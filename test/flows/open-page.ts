import assert from "node:assert/strict";
import { PDF } from "@libpdf/core";
import { until } from "./runtime.ts";

/** What a person reads in a PDF. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await PDF.load(pdf);
  return document
    .extractText()
    .map((page) => page.text)
    .join("\n");
}

const browser = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
  "sec-fetch-site": "same-origin",
};

/** The address of a personal page in a text: of a letter, which breaks it into lines, or of a mail. */
export function pageAddress(text: string, slug: string): string {
  const pattern = new RegExp(`http://127\\.0\\.0\\.1:\\d+/p/${slug}/[0-9a-z]{26}`);
  const [address = ""] = pattern.exec(text.replace(/\s/g, "")) ?? [];
  assert.notEqual(address, "", text);
  return address;
}

/** A recipient's page, as a person's browser opens it. */
export async function openPage(address: string) {
  const read = async () => {
    const response = await until(async () => {
      const answer = await fetch(address, { headers: browser });
      return answer.status === 200 ? answer : undefined;
    }, "the page is there");
    return response.text();
  };
  const post = (what: string, fields: Record<string, string>) =>
    fetch(`${address}?${what}`, {
      method: "POST",
      headers: browser,
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  const page = await read();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const sealed = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
  return {
    read,
    seen: async () => assert.equal((await post("seen", {})).status, 204),
    /** Whoever answers faster than people do is asked to send it again. */
    async answer(fields: Record<string, string>, status: number) {
      const written = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`data.${name}`, value]));
      let last = "";
      await until(
        async () => {
          const response = await post("answer", { ...sealed, ...written });
          const text = await response.text();
          last = `${response.status} ${text.replace(/<style[\s\S]*?<\/style>|<[^>]*>|\s+/g, " ")}`;
          return response.status === status ? status : undefined;
        },
        `the page answers ${status}`,
        10,
      ).catch((error: Error) => assert.fail(`${error.message}: ${last}`));
    },
  };
}
