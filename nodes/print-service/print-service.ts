import type { NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import {
  checkPrintService,
  eventProof,
  type Heard,
  hearProvider,
  type IppLimits,
  type LetterEvent,
  lookAtService,
  openPrintService,
  pingenEvents,
  providerOf,
} from "../../src/print/index.ts";
import { isEndpoint } from "../../src/webhook/index.ts";
import type { LetterListener, PrintServiceNode } from "../shared/accounts.ts";
import { answering } from "../shared/answer-form.ts";
import { inWords } from "../shared/in-words.ts";
import { awaitEndpoints, registerEndpoint, type Unregister } from "../shared/public-endpoint.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { askedService, type DeployedService } from "./asked-service.ts";
import {
  eventFolder,
  eventPath,
  migrate,
  type PrintServiceConfig,
  type PrintServiceCredentials,
  settingsOf,
} from "./config.ts";

/** What becomes of an event, by what its listeners say: the letter is one node's alone. */
async function tellAll(listeners: ReadonlySet<LetterListener>, event: LetterEvent): Promise<Heard> {
  // Nobody is there who could keep it.
  if (listeners.size === 0) return "early";
  const heard = await Promise.all([...listeners].map((listener) => listener(event)));
  return heard.find((one) => one === "kept" || one === "known") ?? heard.find((one) => one === "early") ?? "unknown";
}

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
      const faults = checkPrintService(settings, secrets);
      for (const fault of faults) this.error(inWords(fault, "en"));
      node.settings = settings;
      node.way = (title) => openPrintService(settings, secrets, title, limits);
      const listeners = new Set<LetterListener>();
      node.events = (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      };

      const { kind } = settings;
      const { endpoint } = node.config;
      const eventSecret = secrets.eventSecret?.trim() ?? "";
      let close: Unregister = async () => {};
      const tells = (kind === "pingen" || kind === "provider") && isEndpoint(endpoint) && eventSecret !== "";
      if (tells && faults.length === 0) {
        try {
          const ear = {
            proof: eventProof(kind === "pingen" ? pingenEvents : settings.events, eventSecret),
            event: providerOf(settings, secrets).event,
            clock: systemClock,
            heard: (event: LetterEvent) => tellAll(listeners, event),
          };
          const path = eventPath(endpoint);
          const handler: Parameters<typeof registerEndpoint>[1]["handler"] = (...call) => hearProvider(ear, ...call);
          close = registerEndpoint(RED, { path, node: this.id, handler });
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          this.error(inWords(error, "en"));
        }
      }
      this.on("close", (removed: boolean, done: () => void) => {
        close({ gone: removed }).then(done, done);
      });
    },
    {
      credentials: { password: { type: "password" }, secret: { type: "password" }, eventSecret: { type: "password" } },
    },
  );
  awaitEndpoints(RED, [eventFolder]);

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
