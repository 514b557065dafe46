import type { Node, NodeAPI, NodeDef } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { EnrolRequest } from "../../src/store/index.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { campaignOf, takeOn } from "../shared/with-campaign.ts";
import { type AudienceConfig, migrate } from "./config.ts";
import { readRow } from "./rows.ts";

/** Rows kept in one commit. */
const atOnce = 200;

/** Audience: enrols the rows of `msg.payload` once each; every enrolled recipient leaves on the first output. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("audience", function (this: Node, def: NodeDef & AudienceConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    if (campaign !== undefined) takeOn(RED, this, campaign, 2);
    handleInput(this, async (message, send) => {
      if (campaign === undefined) throw new Fault("campaign.missing");
      const { house, part } = campaign;
      // From here on the message is the campaign's: what goes wrong is told in its language.
      message.campaign = part;
      const { store, engine } = await house;
      const rows = message.payload;
      if (!Array.isArray(rows)) throw new Fault("audience.no-rows");
      const reject = (row: number, value: unknown, reasons: string[]) => {
        rejected += 1;
        const rejection: Message = { ...message, payload: { row, value, reasons } };
        send([null, rejection]);
      };
      let enrolled = 0;
      let rejected = 0;
      for (let from = 0; from < rows.length; from += atOnce) {
        const requests: (EnrolRequest & { row: number })[] = [];
        for (const [index, value] of rows.slice(from, from + atOnce).entries()) {
          const row = from + index + 1;
          const read = readRow(value, config.columns, part.locale);
          if (!read.ok) reject(row, value, read.problems);
          else {
            const { recipient, caseKey } = read;
            requests.push({
              row,
              campaign: part.id,
              node: this.id,
              recipient,
              caseKey,
              test: part.test,
              at: Date.now(),
            });
          }
        }
        const answers = await store.enrol(requests);
        for (const [index, answer] of answers.entries()) {
          const { row, caseKey, recipient } = requests[index]!;
          if (answer.state === "enrolled") enrolled += 1;
          if (answer.state === "case-taken")
            reject(row, recipient, [sentence("audience.case-taken", { row, caseKey }, part.locale)]);
          if (answer.state === "suppressed")
            reject(row, recipient, [sentence("audience.suppressed", { row }, part.locale)]);
        }
        engine.wake();
      }
      if (rejected > 0) this.status({ fill: "yellow", shape: "dot", text: "status.some-rejected" });
      else this.status({ fill: "green", shape: "dot", text: enrolled > 0 ? "status.enrolled" : "status.nothing-new" });
    });
  });
}
