import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { freePort } from "../free-port.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A real Node-RED with the built package in it, and a browser in front. */
export interface Desk {
  page: Page;
  /** Address of the editor, with a slash at the end. */
  url: string;
  userFolder: string;
  /** What the page wrote to its console as an error, and what it threw. */
  complaints: string[];
  /** Replaces all flows and starts them. */
  deploy(flows: object[]): Promise<void>;
  /** Opens the editor afresh. */
  open(language?: Language, scheme?: Scheme): Promise<void>;
  close(): Promise<void>;
}
export type Language = "en-US" | "fr";
type Scheme = "light" | "dark";

/** The package in the user directory as `npm install` of this folder would put it: by a link. */
async function makeUserFolder(port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-desk-"));
  const scope = join(folder, "node_modules", "@belle-histoire");
  await mkdir(scope, { recursive: true });
  await symlink(process.env.BELLE_HISTOIRE_PACKAGE ?? root, join(scope, "node-red-journey"));
  await writeFile(join(folder, "package.json"), '{ "name": "desk", "private": true }');
  const settings = {
    uiHost: "127.0.0.1",
    uiPort: port,
    flowFile: "flows.json",
    credentialSecret: "desk",
    telemetry: { enabled: false, updateNotification: false },
    externalModules: { palette: { allowInstall: false } },
    editorTheme: { tours: false, projects: { enabled: false }, palette: { catalogues: [] } },
    logging: { console: { level: "info" } },
  };
  await writeFile(join(folder, "settings.js"), `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
  await writeFile(join(folder, "flows.json"), "[]");
  // Node-RED shows a tip a second after it begins to load, and throws where its sidebar is not there by then.
  const view = { "view-show-tips": false };
  await writeFile(join(folder, ".config.users.json"), JSON.stringify({ _: { editor: { view } } }));
  return folder;
}

/** Resolves when Node-RED runs its flows; rejects with what it wrote when it ends before. */
async function startNodeRed(folder: string): Promise<ChildProcess> {
  // `BELLE_HISTOIRE_EDITOR=node-red-4` tries the editor of Node-RED 4.1.
  const program = join(root, "node_modules", process.env.BELLE_HISTOIRE_EDITOR || "node-red", "red.js");
  const child = spawn(process.execPath, [program, "--userDir", folder, "--settings", join(folder, "settings.js")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      written += chunk;
      if (written.includes("Started flows")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`Node-RED ended with ${code}:\n${written}`)));
  });
  return child;
}

/** As wide as a usual screen. */
export const viewport = { width: 1440, height: 1000 } as const;

/** The system's Chromium, or the one that comes as a package (`BELLE_HISTOIRE_BROWSER=sparticuz`, and where there is none). */
export async function startBrowser(): Promise<Browser> {
  const { default: puppeteer } = await import("puppeteer-core");
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (system !== undefined && process.env.BELLE_HISTOIRE_BROWSER !== "sparticuz") {
    return puppeteer.launch({ executablePath: system, args: ["--no-sandbox"], defaultViewport: viewport });
  }
  // Read when the package is loaded: it then brings the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  const executablePath = await chromium.executablePath();
  return puppeteer.launch({ executablePath, args: chromium.args, headless: "shell", defaultViewport: viewport });
}

function listen(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const where = message.location().url ?? "";
    // The editor's own line to Node-RED, which a page that is left breaks off.
    if (/WebSocket/.test(message.text()) && message.text().includes("/comms")) return;
    // A refused preview is an answer; the browser reports every answer of 4xx by itself.
    if (
      /\/preview$|\/(map-service|sms-account|print-service)\/\w+$/.test(where) &&
      /status of 422/.test(message.text())
    )
      return;
    // So is that of a webhook that does not run, or a test call that cannot be made.
    if (/\/belle-histoire\/inbound-webhook\//.test(where) && /status of 40[04]/.test(message.text())) return;
    if (message.type() === "error" || /Definition error|Validation error|^onedit/.test(message.text())) {
      complaints.push(`${message.text()} ${where}`);
    }
  });
}

/** Builds what is stale, starts Node-RED and the browser. Close it when done. */
export async function openDesk(): Promise<Desk> {
  if (process.env.BELLE_HISTOIRE_PACKAGE === undefined) {
    const { status } = spawnSync(process.execPath, [join(root, "nodes", "build.ts"), "--if-stale"], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error("The build failed");
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const userFolder = await makeUserFolder(port);
  const [nodeRed, browser] = await Promise.all([startNodeRed(userFolder), startBrowser()]);
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  listen(page, complaints);

  let choicesScript: string | undefined;
  const open = async (language: Language = "en-US", scheme: Scheme = "light") => {
    if (choicesScript !== undefined) await page.removeScriptToEvaluateOnNewDocument(choicesScript);
    const choices = { "editor-language": language, "view-dark-theme": scheme };
    const { identifier } = await page.evaluateOnNewDocument((chosen) => {
      // about:blank has no storage.
      if (location.protocol !== "http:") return;
      for (const [name, value] of Object.entries(chosen)) localStorage.setItem(name, value);
    }, choices);
    choicesScript = identifier;
    await page.goto("about:blank");
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.waitForFunction(
      () =>
        document.querySelector('[data-palette-type="send-print-job"]') !== null &&
        $("#red-ui-loading-progress").is(":hidden"),
      { timeout: 60_000 },
    );
    // What one test does to the sidebars is not there in the next.
    await page.evaluate(() => {
      const { RED } = globalThis as unknown as { RED: { settings: { set(name: string, value: unknown): void } } };
      const { settings } = RED;
      const { set } = settings;
      settings.set = (name, value) => {
        if (name !== "editor.sidebar.state") set.call(settings, name, value);
      };
    });
  };
  // Node-RED asks before it leaves changes that are not deployed.
  page.on("dialog", (dialog) => void dialog.accept());

  return {
    page,
    url,
    userFolder,
    complaints,
    async deploy(flows) {
      const response = await fetch(`${url}flows`, {
        method: "POST",
        headers: { "content-type": "application/json", "node-red-api-version": "v2" },
        body: JSON.stringify({ flows }),
      });
      if (!response.ok) throw new Error(`Deploying answered ${response.status}: ${await response.text()}`);
    },
    open,
    async close() {
      await browser.close();
      const ended = once(nodeRed, "exit");
      nodeRed.kill();
      await ended;
      await rm(userFolder, { recursive: true, force: true });
    },
  };
}
