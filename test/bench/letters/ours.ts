import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cmyk, PDF } from "@libpdf/core";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter } from "../../../src/print/index.ts";
import type { MapFiles } from "./map.ts";
import { colours, common, sampleOf } from "./sample.ts";
import { manifestOf, type Way } from "./way.ts";

type LetterRequest = Parameters<typeof composeLetter>[0];

/** The letter of recipient `n` as ours are asked for. */
function requestOf(n: number, map: Uint8Array): LetterRequest {
  const sample = sampleOf(n);
  return {
    language: "fr",
    timeZone: "Europe/Paris",
    now: Date.parse("2026-11-24T10:00:00Z"),
    sender: common.sender,
    window: "right",
    address: sample.address,
    reference: sample.reference,
    place: "Saint-Aurèle-sur-Mer",
    subject: common.subject,
    body: [...sample.before, sample.list.map((text) => `- ${text}`).join("\n"), ...sample.after].join("\n\n"),
    map: { vector: map, caption: common.caption, alt: "Plan" },
    signature: common.signature,
    footer: common.footer,
    accentColour: colours.accent,
    qr: { text: sample.page, caption: "Votre page" },
  };
}

export function* requests(count: number, map: Uint8Array): Generator<LetterRequest> {
  for (let n = 0; n < count; n += 1) yield requestOf(n, map);
}

export function ours(folder: string, map: MapFiles): Way {
  const out = join(folder, "ours");
  mkdirSync(out, { recursive: true });
  const release = usePool();
  const { version, license } = manifestOf("@libpdf/core");
  return {
    name: `ours, with libpdf ${version}, ${license}`,
    one: async (n) => (await composeLetter(requestOf(n, map.pdf))).pdf,
    async many(count) {
      const { files } = await composeBatch(requests(count, map.pdf), { folder: out, name: "batch" });
      return readFileSync(join(out, files[0]?.name ?? ""));
    },
    async proof(background) {
      const document = PDF.create();
      const page = document.addPage({ size: "a4" });
      page.drawPage(await document.embedPage(await PDF.load(background), 0));
      page.drawRectangle({ x: 0, y: 0, width: 280, height: 25, color: cmyk(0, 0.9, 0.8, 0.05) });
      return document.save();
    },
    processes: () => [],
    installed: ["@libpdf/core"],
    close: release,
  };
}
