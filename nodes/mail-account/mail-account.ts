import type { NodeAPI, NodeDef } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { checkMailSettings, type MailCarrier, openMailCarrier } from "../../src/mail/index.ts";
import type { MailAccountNode, ReportListener } from "../shared/accounts.ts";
import { inWords } from "../shared/in-words.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { DeployedAccount } from "./asked-account.ts";
import { bounceFaults, readBounces, reportSettingsOf } from "./bounces.ts";
import { type MailAccountConfig, type MailAccountCredentials, migrate } from "./config.ts";
import { deskRoutes } from "./desk-routes.ts";
import { mailSecretsOf, mailSettingsOf } from "./settings.ts";

type AccountNode = DeployedAccount & MailAccountNode;

/** Mail account: how mails go and who sends them, for all nodes that choose it. */
export default function register(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  RED.nodes.registerType<DeployedAccount, NodeDef & MailAccountConfig, object, MailAccountCredentials>(
    "mail-account",
    function (def) {
      RED.nodes.createNode(this, def);
      const node = this as AccountNode;
      const config = migrate(def);
      const credentials = this.credentials ?? {};
      const settings = mailSettingsOf(config, inFolder);
      const secrets = mailSecretsOf(credentials);
      const reading = reportSettingsOf(config, inFolder);
      const faults = [...checkMailSettings(settings, secrets), ...bounceFaults(reading, credentials)];
      const complain = (fault: Fault) => this.error(inWords(fault, "en"));
      for (const fault of faults) complain(fault);
      const listeners = new Set<ReportListener>();
      /** Closed by a deploy: they go on hearing until their successors are there, for what is read is read once. */
      const former = new Set<ReportListener>();
      let carrier: MailCarrier | undefined;
      let running = false;
      let stopReading: (() => Promise<void>) | undefined;
      let stopped: Promise<void> | undefined;
      /** Not before all who may have sent something are there. */
      const read = () => {
        if (running && listeners.size > 0 && faults.length === 0)
          stopReading ??= readBounces(reading, credentials, listeners, complain);
      };
      const started = () => {
        running = true;
        for (const one of former) listeners.delete(one);
        former.clear();
        // What nobody hears stays where it is.
        if (listeners.size === 0) {
          stopped = stopReading?.();
          stopReading = undefined;
        }
        read();
      };
      RED.events.on("flows:started", started);
      node.config = config;
      node.connections = settings.connections;
      node.takesUnsubscriptions = settings.unsubscribeAddress !== "";
      node.carrier = () => {
        const [first] = faults;
        if (first !== undefined) throw new Fault(first.key, first.data);
        carrier ??= openMailCarrier(settings, secrets);
        return carrier;
      };
      node.reports = (listener) => {
        listeners.add(listener);
        read();
        return () => void former.add(listener);
      };
      this.on("close", (_removed: boolean, done: () => void) => {
        RED.events.off("flows:started", started);
        Promise.allSettled([carrier?.close(), stopReading?.(), stopped]).then(() => done());
      });
    },
    {
      credentials: {
        password: { type: "password" },
        dkimKey: { type: "password" },
        imapPassword: { type: "password" },
      },
    },
  );
  deskRoutes(RED);
}
