import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { migrate as letterConfig, type RenderMessageConfig } from "../../nodes/render-message/config.ts";
import { memoryAssets } from "../../nodes/render-message/desk/memory-assets.ts";
import { openMessage } from "../../nodes/render-message/open-message.ts";
import { drawFor, homeOf, mapSettings, readMaterials } from "../../nodes/shared/draw-map.ts";
import { mapWords } from "../../nodes/shared/map-part.ts";
import { areaSettings, useService } from "../../nodes/shared/map-services.ts";
import type { MapPart, Recipient } from "../../src/contract/index.ts";
import { usePool } from "../../src/pool.ts";
import { compareWithGolden, firstPage } from "../golden/compare.ts";

type SavedNode = { type: string; name: string; channel?: string };
const example = readFileSync(new URL("../../examples/insurance-decision.json", import.meta.url), "utf8");
const nodes = JSON.parse(example) as SavedNode[];
const letters = nodes.filter(({ type, channel }) => type === "render-message" && channel === "print");
const map = mapSettings({ ...nodes.find(({ type }) => type === "route-map") });

const recipient: Recipient = {
  id: "R-1",
  title: "Mme",
  firstName: "Camille",
  lastName: "Moreau",
  postalAddress: {
    country: "FR",
    postalCode: "99380",
    locality: "Saint-Aurèle-sur-Mer",
    thoroughfare: ["51 boulevard des Dunes"],
  },
};

describe("a letter with a map that may not be printed", () => {
  it("is refused, whatever picture the message brings", async () => {
    const vector = { hash: "0".repeat(64), type: "application/pdf", bytes: 9 };
    const noPrint = "The terms do not grant maps on direct mail.";
    const message = { recipient, map: { home: { vector, noPrint } } };
    const { write } = await openMessage(letterConfig({ mapName: "home" }), "en");
    const assets = memoryAssets();
    const about = { language: "en", timeZone: "Europe/Paris", now: 0, test: true, problemLanguage: "en", assets };
    await assert.rejects(write(message as never, about), {
      key: "message.no-print",
      problems: [
        {
          pointer: "",
          code: "message.no-print",
          detail: `The map “home” may not be printed. ${noPrint}`,
        },
      ],
    });
  });
});

describe("the letters of the insurance example", () => {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-letter-"));
  const inFolder = (path: string) => join(folder, path);
  const service = useService(areaSettings("", inFolder));
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await service.release();
    await release();
  });

  for (const [index, saved] of letters.entries())
    it(`"${saved.name}" prints like letter-${index + 1}.png`, async function () {
      this.timeout(30_000);
      const materials = await readMaterials(map, service, inFolder);
      const drawn = await drawFor(map, service, materials, { place: homeOf(recipient), language: "fr" });
      const { vector } = drawn;
      const assets = memoryAssets();
      const asset = await assets.put(vector ?? new Uint8Array(), "application/pdf");
      const part: MapPart = { ...mapWords(drawn, "fr"), vector: asset };
      const message = {
        recipient,
        journey: { id: "J", caseKey: "D-1001", startedAt: "2026-11-24T08:00:00Z", test: false, task: "T" },
        event: { id: "E", type: "decision", receivedAt: "2026-11-24T09:00:00Z", data: {} },
        map: { [map.mapName]: part },
      };
      const { write } = await openMessage(letterConfig(saved as Partial<RenderMessageConfig>), "fr");
      const { payload } = await write(message as never, {
        language: "fr",
        timeZone: "Europe/Paris",
        now: Date.parse("2026-11-24T09:00:00Z"),
        test: false,
        problemLanguage: "fr",
        assets,
        page: "https://belle-rive.example/p/demande/0123456789abcdefghjkmnpqrs",
      });
      const path = join(folder, `letter-${index + 1}.pdf`);
      writeFileSync(path, payload);
      compareWithGolden(`letter-${index + 1}`, firstPage(this, path, 75), 0.01);
    });
});
