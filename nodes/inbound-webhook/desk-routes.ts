import type { Socket } from "node:net";
import type { NodeAPI } from "node-red";
import { instant } from "../../src/clock.ts";
import type { Json } from "../../src/contract/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import type { CallsAnswer, TryAnswer, TryRequest } from "./desk.ts";
import type { DeployedWebhook } from "./inbound-webhook.ts";
import { lastCallsOf } from "./last-calls.ts";
import type { CallTeller } from "./tell-calls.ts";
import { callAsSender } from "./try-call.ts";

/** Milliseconds for which the form listens for a sample. */
const listening = 60_000;
const root = "/belle-histoire/inbound-webhook/:id";

/** The routes of the form: last calls, listening for a sample, a call to try. */
export function deskRoutes(RED: NodeAPI, teller: CallTeller): void {
  const webhook = (id: unknown) => RED.nodes.getNode(String(id)) as DeployedWebhook | null;
  const read = RED.auth.needsPermission("inbound-webhook.read");
  const write = RED.auth.needsPermission("inbound-webhook.write");

  RED.httpAdmin.get(`${root}/calls`, read, (request, response) => {
    const node = webhook(request.params.id);
    if (node === null) return void response.sendStatus(404);
    const language = spokenTo(request.headers["accept-language"]);
    const answer = async (): Promise<CallsAnswer> => {
      const state = node.desk === undefined ? "faulty" : "listening";
      teller.asked(node.id);
      const calls = lastCallsOf(node.id).told(language);
      const uses = node.desk && (await (await node.desk.campaign.house).store.secretUses(node.desk.config.endpoint));
      const lastUse = Object.fromEntries(Object.entries(uses ?? {}).map(([slot, at]) => [slot, instant(at)]));
      return { state, calls, lastUse };
    };
    answer().then(
      (told) => response.json(told),
      (error: unknown) => response.status(503).json({ problem: inWords(error, language) }),
    );
  });

  RED.httpAdmin.post(`${root}/listen`, write, (request, response) => {
    const node = webhook(request.params.id);
    if (node?.desk === undefined) return void response.sendStatus(404);
    const language = spokenTo(request.headers["accept-language"]);
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    void lastCallsOf(node.id)
      .next(language, listening, gone.signal)
      .then((heard) => (heard === undefined ? response.status(204).end() : response.json(heard)));
  });

  RED.httpAdmin.post(`${root}/try`, write, (request, response) => {
    const node = webhook(request.params.id);
    if (node?.desk === undefined) return void response.sendStatus(404);
    const language = spokenTo(request.headers["accept-language"]);
    tryCall(RED, node.desk, request, language).then(
      (answer) => response.json(answer),
      (error: unknown) => response.status(400).json({ problem: inWords(error, language) }),
    );
  });
}

/** A call of the form, with the sender that it names. */
function tryCall(
  RED: NodeAPI,
  { config, secrets }: NonNullable<DeployedWebhook["desk"]>,
  request: { body?: unknown; socket: Socket },
  language: string,
): Promise<TryAnswer> {
  const { body = {}, proof, which } = request.body as Partial<TryRequest>;
  const bytes = Buffer.from(JSON.stringify(body as Json));
  return callAsSender(RED, config, secrets, { headers: {}, socket: request.socket }, { bytes, proof, which, language });
}
