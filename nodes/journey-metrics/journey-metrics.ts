import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import { Fault, sameBytes } from "../../src/contract/index.ts";
import { observe, openFigures } from "../../src/observe/index.ts";
import { deployedCampaigns } from "../shared/deployed-campaigns.ts";
import { inWords } from "../shared/in-words.ts";
import { awaitEndpoints, registerEndpoint } from "../shared/public-endpoint.ts";
import { version } from "../shared/version.ts";

const path = "/belle-histoire/metrics";
/** A token that can be guessed protects nothing. */
const shortest = 16;

/** Of `settings.js`: `belleHistoire: { metricsToken: "…" }`; else the environment. Empty: there is no such address. */
function tokenOf(RED: NodeAPI): string {
  const { belleHistoire } = RED.settings as { belleHistoire?: { metricsToken?: unknown } };
  const token = belleHistoire?.metricsToken ?? process.env.BELLE_HISTOIRE_METRICS_TOKEN ?? "";
  return typeof token === "string" ? token.trim() : "";
}

/** The token of a call: a bearer's, or the password of Basic. */
function given({ headers: { authorization = "" } }: IncomingMessage): string {
  const [, scheme = "", value = ""] = /^(\w+)\s+(\S+)\s*$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64")
    .toString("utf8")
    .replace(/^[^:]*:/, "");
}

/** Whether any log of Node-RED takes audit lines: for nobody none are made. */
function hasAuditLog(RED: NodeAPI): boolean {
  const { logging = {} } = RED.settings as { logging?: Record<string, { audit?: unknown } | undefined> };
  return Object.values(logging).some((log) => Boolean(log?.audit));
}

function writeAudit(RED: NodeAPI): void {
  const audit = RED.log.audit as (line: object) => void;
  observe((seen) => {
    if (seen.kind === "line") audit({ event: `belle-histoire.${seen.event}`, ...seen.data });
    else if (seen.kind === "receipt") {
      const { kind: _kind, ...data } = seen;
      audit({ event: "belle-histoire.webhook.call", ...data });
    }
  });
}

/**
 * Journey metrics: figures for Prometheus at `/belle-histoire/metrics` where a token is set, and a line of JSON for whatever
 * happens, on Node-RED's audit log (`logging: { console: { audit: true } }`). Neither holds personal data.
 */
export default function register(RED: NodeAPI): void {
  if (hasAuditLog(RED)) writeAudit(RED);
  const token = tokenOf(RED);
  if (token === "") return;
  if (token.length < shortest) {
    RED.log.error(inWords(new Fault("metrics.token", { shortest }), "en"));
    return;
  }
  const secret = Buffer.from(token);
  const running = () => deployedCampaigns(RED).map(({ part, house }) => ({ id: part.id, name: part.name, house }));
  const figures = openFigures(version, running);
  // Whoever asks is told so.
  figures.catch(() => {});
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const allowed = sameBytes(Buffer.from(given(request)), secret);
    const known = request.method === "GET" || request.method === "HEAD";
    if (!allowed) response.setHeader("www-authenticate", 'Bearer realm="belle-histoire"');
    else if (!known) response.setHeader("allow", "GET, HEAD");
    response.setHeader("cache-control", "no-store");
    if (!allowed || !known) {
      response.writeHead(allowed ? 405 : 401).end();
      return;
    }
    const { contentType, text } = await (await figures).text();
    response.writeHead(200, { "content-type": contentType }).end(request.method === "HEAD" ? undefined : text);
  };
  // Whoever asks before the flows have started is answered as well: that is when a start is watched.
  awaitEndpoints(RED, []);
  registerEndpoint(RED, {
    path,
    node: "belle-histoire-metrics",
    handler(request, response) {
      request.resume();
      answer(request, response).catch((error: unknown) => {
        RED.log.error(inWords(error, "en"));
        if (!response.headersSent) response.writeHead(500).end();
        else response.destroy();
      });
    },
  });
}
