import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../free-port.ts";
import { type Peer, startPeer } from "./peer-process.ts";

const programs = ["/usr/sbin/cupsd", "/usr/sbin/lpadmin", "/usr/lib/cups/backend/socket"];
export const cupsIsHere = programs.every((path) => existsSync(path)) && process.getuid?.() === 0;

export interface Cups {
  port: number;
  /** Of its one queue. */
  address: string;
  /** What the device behind the queue took, one stream a job. */
  device: readonly string[];
  /** How often it took a document with these words in it. */
  printed(words: string): number;
  /** Stops the queue, or lets it go on. */
  pause(is: boolean): void;
  /** Ends it as `signal` does, and starts it again. */
  restart(signal: NodeJS.Signals): Promise<void>;
  /** Requests that were made of it, from its own log. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/** Its state is written to the disk half a minute late, as it is usual. */
const configuration = (port: number) => `Listen 127.0.0.1:${port}
Browsing Off
DefaultAuthType None
DirtyCleanInterval 30
WebInterface No
AccessLogLevel all
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Location /admin>
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
JobPrivateValues none
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
`;

const files = (base: string) => `ServerRoot ${base}/etc
RequestRoot ${base}/spool
TempDir ${base}/spool/tmp
CacheDir ${base}/cache
StateDir ${base}/state
ServerKeychain ${base}/ssl
AccessLog ${base}/log/access
ErrorLog ${base}/log/error
PageLog ${base}/log/page
User lp
Group lp
SystemGroup root
`;

/** A device on loopback that takes documents as raw octets. */
async function startDevice() {
  const documents: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const parts: Buffer[] = [];
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => {});
    socket.on("end", () => {
      documents.push(Buffer.concat(parts).toString("latin1"));
      socket.end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, documents, close };
}

/** A print server of its own with one queue, whose device counts what comes out. */
export async function startCups(): Promise<Cups> {
  const base = await mkdtemp(join(tmpdir(), "cups-"));
  const port = await freePort();
  const device = await startDevice();
  for (const folder of ["etc", "spool", "spool/tmp", "cache", "state", "log", "ssl"]) await mkdir(join(base, folder));
  await writeFile(join(base, "etc/cupsd.conf"), configuration(port));
  await writeFile(join(base, "etc/cups-files.conf"), files(base));
  await chmod(base, 0o755);
  execFileSync("/bin/chown", ["-R", "lp:lp", base]);
  const start = () =>
    startPeer("/usr/sbin/cupsd", ["-f", "-c", join(base, "etc/cupsd.conf"), "-s", join(base, "etc/cups-files.conf")], {
      port,
    });
  const administer = (...args: string[]) =>
    execFileSync("/usr/sbin/lpadmin", ["-h", `127.0.0.1:${port}`, "-p", "letters", ...args], {
      stdio: "ignore",
      timeout: 5000,
    });
  let peer: Peer = await start();
  const cups: Cups = {
    port,
    address: `ipp://127.0.0.1:${port}/printers/letters`,
    device: device.documents,
    // A job with two documents is one stream.
    printed: (words) => device.documents.reduce((times, stream) => times + stream.split(words).length - 1, 0),
    pause(is) {
      const command = is ? "/usr/sbin/cupsdisable" : "/usr/sbin/cupsenable";
      execFileSync(command, ["-h", `127.0.0.1:${port}`, "letters"], {
        stdio: ["ignore", "ignore", "pipe"],
        timeout: 5000,
      });
    },
    async restart(signal) {
      await peer.end(signal);
      peer = await start();
    },
    log: () => readFile(join(base, "log/access"), "utf8"),
    async close() {
      await peer.end("SIGKILL");
      device.close();
      await rm(base, { recursive: true, maxRetries: 5 });
    },
  };
  try {
    administer("-E", "-v", `socket://127.0.0.1:${device.port}/?snmp=false&waiteof=false`, "-m", "raw");
    // So that the queue is on the disk.
    await cups.restart("SIGTERM");
  } catch (error) {
    await cups.close();
    throw error;
  }
  return cups;
}
