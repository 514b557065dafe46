import type { NodeAPI, NodeDef } from "node-red";
import type { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { checkPrintService, type IppLimits, lookAtService, openPrintService } from "../../src/print/index.ts";
import type { PrintServiceNode } from "../shared/accounts.ts";
import { answering } from "../shared/answer-form.ts";
import { inWords } from "../shared/handle-input.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { askedService, type DeployedService } from "./asked-service.ts";
import { migrate, type PrintServiceConfig, type PrintServiceCredentials, settingsOf } from "./config.ts";

/**
 * Print service: where letters are printed, and how much in a day, for all nodes that choose it.
 * @param limits of tests, which do not wait a minute for a printer that says nothing
 */
export default function register(RED: NodeAPI, limits?: IppLimits): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  RED.nodes.registerType<DeployedService, NodeDef & PrintServiceConfig, object, PrintServiceCredentials>(
    "print-service",
    function (def) {
      RED.nodes.createNode(this, def);
      const node = this as DeployedService & PrintServiceNode;
      node.config = migrate(def);
      const settings = settingsOf(node.config, inFolder);
      const secrets = this.credentials ?? {};
      for (const fault of checkPrintService(settings, secrets)) this.error(inWords(fault, "en"));
      node.settings = settings;
      node.way = (title) => openPrintService(settings, secrets, title, limits);
    },
    { credentials: { password: { type: "password" } } },
  );

  RED.httpAdmin.post(
    "/belle-histoire/print-service/look",
    RED.auth.needsPermission("print-service.write"),
    answering(async ({ body }, language) => {
      const { config, secrets } = askedService(RED, body);
      const { facts, needs } = await lookAtService(settingsOf(config, inFolder), secrets);
      const say = ({ key, data }: Fault) => sentence(key, data, language);
      return { facts: facts.map(say), needs: needs.map(say) };
    }),
  );
}
