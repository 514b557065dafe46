import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endpointPath, firstProof, secretsOf } from "../nodes/inbound-webhook/config.ts";
import { mintEndpoint, mintSecret, slotOf } from "../src/webhook/index.ts";

/** Starts Node-RED with a user directory of its own, the package linked into it and the examples deployed. */

interface FlowNode {
  id: string;
  type: string;
  endpoint?: string;
  folder?: string;
  /** The flow that it lies on. */
  z?: string;
  slug?: string;
  credentials?: { secrets: string };
}

/** Where the secret is that a new webhook has. */
const firstSlot = slotOf(firstProof, "current");
const root = fileURLToPath(new URL("..", import.meta.url));
const userDir = process.env.BELLE_HISTOIRE_USER_DIR ?? join(root, ".local");
const packageName = "@belle-histoire/node-red-journey";

/** The port asked for, or the next one that is free. */
async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error(`no free port between ${from} and ${from + 99}`);
}

async function prepareUserDir(): Promise<void> {
  const scope = join(userDir, "node_modules", "@belle-histoire");
  await mkdir(scope, { recursive: true });
  if (!existsSync(join(scope, "node-red-journey"))) await symlink(root, join(scope, "node-red-journey"), "dir");
  const manifest = { name: "node-red-project", private: true, dependencies: { [packageName]: `file:${root}` } };
  const settings = `module.exports = {
  flowFile: "flows.json",
  flowFilePretty: true,
  uiHost: "127.0.0.1",
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false },
  logging: { console: { level: "warn", metrics: false, audit: false } },
};
`;
  const files = { "package.json": `${JSON.stringify(manifest, null, 2)}\n`, "settings.js": settings };
  for (const [name, text] of Object.entries(files)) {
    const path = join(userDir, name);
    if (!existsSync(path)) await writeFile(path, text);
  }
}

/** Where the examples are told that they are reached. */
const usualAddress = "http://localhost:1880";

/** The examples as an import in the editor would add them: every webhook gets an address and a secret of its own. */
async function examples(port: number): Promise<FlowNode[]> {
  const names = (await readdir(join(root, "examples"))).filter((name) => name.endsWith(".json")).sort();
  const flows = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, "examples", name), "utf8");
      return JSON.parse(text.replaceAll(usualAddress, `http://localhost:${port}`)) as FlowNode[];
    }),
  );
  return flows
    .flat()
    .filter((node) => node.type !== "global-config")
    .map((node) =>
      node.type === "inbound-webhook"
        ? { ...node, endpoint: mintEndpoint(), credentials: { secrets: JSON.stringify({ [firstSlot]: mintSecret() }) } }
        : node,
    );
}

async function until<Answer>(ask: () => Promise<Answer | undefined>, seconds: number): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`Node-RED did not answer within ${seconds} s`);
}

const port = await freePort(Number(process.env.PORT ?? 1880));
const editor = `http://127.0.0.1:${port}`;
await prepareUserDir();
const isNew = !existsSync(join(userDir, "flows.json"));
const nodeRed = spawn(
  process.execPath,
  [join(root, "node_modules", "node-red", "red.js"), "-u", userDir, "-p", String(port)],
  { stdio: "inherit", cwd: root },
);
nodeRed.on("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => nodeRed.kill(signal));

async function api<Answer>(path: string, body?: unknown): Promise<Answer> {
  const headers = {
    "content-type": "application/json",
    "node-red-api-version": "v2",
    "node-red-deployment-type": "full",
  };
  const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${editor}${path}`, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

await until(() => api<{ flows: FlowNode[] }>("/flows"), 60);
if (isNew) await api("/flows", { flows: await examples(port) });
const { flows } = await api<{ flows: FlowNode[] }>("/flows");
const webhooks = flows.filter((node) => node.type === "inbound-webhook" && (node.endpoint ?? "") !== "");

console.log(`\nBelle Histoire\n  editor   ${editor}`);
if (webhooks[0] !== undefined) await showWebhook(webhooks[0], webhooks.slice(1));
console.log("  stop     Ctrl+C\n");

/** What an advertiser's application is told of a webhook; of all but the first under the words in its address. */
async function access(node: FlowNode, first: boolean): Promise<{ url: string; lines: string }> {
  const saved = await api<{ secrets?: string; secret?: string }>(`/credentials/inbound-webhook/${node.id}`);
  const secret = secretsOf(saved)?.[firstSlot] ?? "";
  const url = `${editor}${endpointPath(node.endpoint ?? "", node.slug)}`;
  const name = first ? "" : `_${node.slug || node.id}`.replaceAll("-", "_").toUpperCase();
  return { url, lines: `BELLE_HISTOIRE_URL${name}='${url}'\nBELLE_HISTOIRE_SECRET${name}='${secret}'\n` };
}

async function showWebhook(node: FlowNode, others: FlowNode[]): Promise<void> {
  const { url, lines } = await access(node, true);
  const further = await Promise.all(others.map((other) => access(other, false)));
  // "POST is answered here" shows that the webhook listens.
  await until(async () => ((await fetch(url)).status === 405 ? true : undefined), 30);
  const file = join(userDir, "advertiser.env");
  await writeFile(file, [lines, ...further.map((other) => other.lines)].join(""), { mode: 0o600 });
  const printer = flows.find((other) => other.type === "send-print-job" && other.z === node.z);
  console.log(`  webhook  ${url}
  letters  ${join(userDir, printer?.folder || "letters")}
  pages    their addresses stand in the letters of ${join(userDir, "invitations")}
  mails    ${join(userDir, "mails")}, text messages ${join(userDir, "sms")}

Paste one of these in another terminal, in this folder:
  npm run decide -- accepted D-1001
  npm run decide -- degraded D-1002
  npm run decide -- refused D-1003
  npm run decide -- yes D-1002 --webhook reponse
  npm run story -- D-1002

The same call without our code:
  . ${file}; ID=msg_$(openssl rand -hex 12); AT=$(date +%s); BODY='{"caseKey":"D-1004","decision":"accepted"}'; KEY=$(printf %s "\${BELLE_HISTOIRE_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n'); SIG=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64); curl -sS "$BELLE_HISTOIRE_URL" -H 'content-type: application/json' -H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: v1,$SIG" -d "$BODY"
`);
}
