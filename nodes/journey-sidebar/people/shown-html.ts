import { type Asset, Fault, type InlinePicture } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";

/** HTML of a mail or page for a frame without rights: what it shows is in it, and it fetches nothing that would tell of the look. */

/** Bytes of pictures and films that one look carries. */
const mostShown = 12 << 20;

/** A mail with its pictures; those that it links to on the campaign's own address are let through. */
export async function emailHtml(
  html: string,
  inline: readonly InlinePicture[],
  assets: Assets,
  baseUrl: string,
): Promise<string> {
  const own = URL.canParse(baseUrl) ? ` ${new URL(baseUrl).origin}` : "";
  const pictures = inline.map(({ cid, asset }) => ({ address: `cid:${cid}`, asset }));
  return guarded(await filled(html, pictures, assets), own);
}

/** A page with what it shows. */
export async function pageHtml(html: string, shown: readonly Asset[], assets: Assets): Promise<string> {
  const pictures = shown.map((asset) => ({ address: `asset:${asset.hash}`, asset }));
  return guarded(await filled(html, pictures, assets), "");
}

async function filled(
  html: string,
  pictures: readonly { address: string; asset: Asset }[],
  assets: Assets,
): Promise<string> {
  let seen = html;
  let room = mostShown;
  for (const { address, asset } of pictures) {
    if (!seen.includes(address) || asset.bytes > room) continue;
    const bytes = await assets.get(asset).catch((error: unknown) => {
      // One picture that was deleted by hand is no reason to show nothing.
      if (error instanceof Fault && error.key === "asset.missing") return undefined;
      throw error;
    });
    if (bytes === undefined) continue;
    room -= bytes.byteLength;
    const type = /^(image|video)\/[\w.+-]+$/.test(asset.type) ? asset.type : "application/octet-stream";
    seen = seen.replaceAll(address, `data:${type};base64,${Buffer.from(bytes).toString("base64")}`);
  }
  return seen;
}

function guarded(html: string, own: string): string {
  const policy = `default-src 'none'; img-src data:${own}; media-src data:; font-src data:; style-src 'unsafe-inline'`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // Whatever stands before the policy could be fetched before it holds; a doctype alone may.
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? "";
  return doctype + meta + html.slice(doctype.length);
}
