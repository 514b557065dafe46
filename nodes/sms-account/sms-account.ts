import type { Node, NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { SmsCarrier } from "../../src/sms/index.ts";
import { openSmsCarrier } from "../../src/sms-gateway/index.ts";
import type { SmsAccountNode } from "../shared/accounts.ts";
import { answering } from "../shared/answer-form.ts";
import { inWords } from "../shared/in-words.ts";
import { accountSettings, openAskedAccount } from "./asked-account.ts";
import { migrate, type SmsAccountConfig, type SmsAccountCredentials } from "./config.ts";

/** The account node as its own form sees it. */
export interface DeployedAccount extends Node<SmsAccountCredentials>, Pick<SmsAccountNode, "carrier"> {
  config: SmsAccountConfig;
}

/** SMS account: the way that text messages go, for all senders that choose it. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType<Node<SmsAccountCredentials>, NodeDef & SmsAccountConfig, object, SmsAccountCredentials>(
    "sms-account",
    function (def) {
      RED.nodes.createNode(this, def);
      const node = this as DeployedAccount;
      node.config = migrate(def);
      let opened: SmsCarrier | undefined;
      let wrong: unknown;
      try {
        opened = openSmsCarrier(accountSettings(RED, node.config), this.credentials ?? {}, systemClock);
      } catch (error) {
        wrong = error;
        this.error(inWords(error, "en"));
      }
      node.carrier = () => {
        if (opened === undefined) throw wrong;
        return opened;
      };
      this.on("close", (_removed: boolean, done: () => void) => {
        Promise.allSettled([opened?.close()]).then(() => done());
      });
    },
    { credentials: { secret: { type: "password" }, consumerKey: { type: "password" } } },
  );

  RED.httpAdmin.post(
    "/belle-histoire/sms-account/try",
    RED.auth.needsPermission("sms-account.write"),
    answering(async (request, language) => {
      const carrier = openAskedAccount(RED, request.body);
      try {
        if (carrier.verify === undefined) throw new Fault("sms.no-try");
        const { key, data } = await carrier.verify();
        return { text: sentence(key, data, language) };
      } finally {
        await carrier.close();
      }
    }),
  );
}
