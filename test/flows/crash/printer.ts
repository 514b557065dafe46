/**
 * A printer that knows nothing of keys: a job it is handed twice it prints twice. A process of its own, so that it lives
 * and dies apart from Node-RED: `printer.ts <folder> <port> <seed> <trouble>`.
 *
 * `POST /<queue>` prints: a line in `<folder>/<queue>.jobs`, on disk before it is answered. `GET /<queue>/<id>` says
 * whether a job of that id was printed. As many jobs as `trouble` says, from 0 to 1, are answered late, and a tenth of
 * these kill the printer, before it has printed or after.
 */
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { chanceOf } from "./chance.ts";

const [folder = ".", port = "0", seed = "1", trouble = "0"] = process.argv.slice(2);
const chance = chanceOf(Number(seed));
const printed = new Map<string, Set<string>>();

function pathOf(queue: string): string {
  return join(folder, `${queue}.jobs`);
}

/** Ids of what a queue has printed, of this life and of those before. */
function idsOf(queue: string): Set<string> {
  const known = printed.get(queue) ?? new Set(readIds(queue));
  printed.set(queue, known);
  return known;
}

function readIds(queue: string): string[] {
  const file = openSync(pathOf(queue), "a+");
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  closeSync(file);
  return lines.map((line) => (JSON.parse(line) as { id: string }).id);
}

function print(queue: string, body: string): void {
  const ids = idsOf(queue);
  const file = openSync(pathOf(queue), "a");
  writeSync(file, `${body}\n`);
  fdatasyncSync(file);
  closeSync(file);
  ids.add((JSON.parse(body) as { id: string }).id);
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable");
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function take(request: IncomingMessage, response: ServerResponse, queue: string): Promise<void> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const troubled = chance.happens(Number(trouble));
  const dies = troubled && chance.happens(0.1);
  if (dies && chance.happens(0.5)) die();
  // Printed as soon as it is heard: what is on its way when a lookup is answered could not be told of.
  print(queue, body);
  if (dies) die();
  const reply = () => answer(response, 201, { reference: `${queue}-${idsOf(queue).size}` });
  if (troubled) setTimeout(reply, chance.whole(50, 500));
  else reply();
}

createServer((request, response) => {
  const [, queue = "", id] = (request.url ?? "").split("/");
  if (request.method === "POST") take(request, response, queue).catch(() => response.destroy());
  else if (id !== undefined && idsOf(queue).has(id)) answer(response, 200, { reference: `${queue}-${id}` });
  else answer(response, 404, {});
}).listen(Number(port), "127.0.0.1", () => process.send?.("listening"));
