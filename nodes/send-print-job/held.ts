import type { Node } from "node-red";
import type { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { type SayStatus, sayStatus } from "../shared/say-status.ts";
import { heldStatus, timeInWords } from "../shared/send-status.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** Shows what is held: of letters that can still be taken back how many there are, of others why. */
export function showsHeld(node: Node, campaign: CampaignNode): (reason: Fault, until: number) => void {
  const { part } = campaign;
  let asking = false;
  let again = false;

  async function show(): Promise<void> {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const { store } = await campaign.house;
      do {
        again = false;
        const { count, until } = await store.heldSends(node.id, Date.now());
        if (until === undefined) continue;
        const say: SayStatus = (language) => ({
          ...({ fill: "yellow", shape: "ring" } as const),
          text: sentence("print.held", { count, until: timeInWords(until, part, language) }, language),
        });
        sayStatus(node, say, part.locale);
      } while (again);
    } catch {
      // What keeps the store from answering is told where something is to be kept.
    }
    asking = false;
  }

  return (reason, until) => {
    if (reason.key === "print.cancel-window") void show();
    else sayStatus(node, heldStatus(reason, until, part), part.locale);
  };
}
