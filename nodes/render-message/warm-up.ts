import { warmUp } from "../../src/pool.ts";
import type { Message } from "../shared/handle-input.ts";
import { migrate } from "./config.ts";
import { memoryAssets } from "./desk/memory-assets.ts";
import { anywhere } from "./desk/samples.ts";
import { openMessage } from "./open-message.ts";

/** Composes a letter for nobody, so that the first recipient does not wait for libraries and fonts to load. */
export function warmUpLetters(): void {
  warmUp("letter", async () => {
    const { write } = await openMessage(migrate({ body: "…", mapName: "" }), "fr");
    const message = { recipient: { id: "nobody", postalAddress: anywhere } } as unknown as Message;
    const assets = memoryAssets();
    const [language, timeZone] = ["fr", "UTC"];
    return write(message, { language, timeZone, now: 0, test: true, problemLanguage: language, assets });
  });
}
