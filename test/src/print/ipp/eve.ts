import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../free-port.ts";
import { type Peer, startPeer } from "./peer-process.ts";

const programs = ["/usr/sbin/ippeveprinter", "/usr/bin/dbus-daemon"];
export const eveIsHere = programs.every((path) => existsSync(path));

export interface Eve {
  port: number;
  address: string;
  /** Names of jobs as they came out. */
  printed(): Promise<string[]>;
  /** What came out last. */
  last(): Promise<Buffer>;
  /** Lets a job go on that waits at its gate. */
  openGate(key: string): Promise<void>;
  close(): Promise<void>;
}

/** Its engine of paper: what a job does is in its name, or in its document, as `% does slow`. */
const command = (base: string) => `#!/bin/sh
does=$(grep -a -o -m 1 "^% does [a-z]*" "$1" | cut -c 8-)
gate() { while [ ! -e "${base}/go-$IPP_JOB_NAME" ]; do sleep 0.05; done; }
case "\${does:-$IPP_JOB_NAME}-" in
  abort-*) exit 1 ;;
  empty-*) echo "STATE: +media-empty-error" >&2; gate; echo "STATE: -media-empty-error" >&2 ;;
  slow-*) gate ;;
esac
cat "$1" > ${base}/last
echo "$IPP_JOB_NAME" >> ${base}/printed
`;

const bus = (path: string) =>
  `<busconfig><type>system</type><listen>unix:path=${path}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

/** The IPP Everywhere printer of CUPS, which wants a D-Bus to announce itself on, and is given one of its own. */
export async function startEve(): Promise<Eve> {
  const base = await mkdtemp(join(tmpdir(), "eve-"));
  const port = await freePort();
  const socket = join(base, "bus.sock");
  const printed = join(base, "printed");
  await mkdir(join(base, "spool"));
  await writeFile(printed, "");
  await writeFile(join(base, "bus.conf"), bus(socket));
  await writeFile(join(base, "engine.sh"), command(base));
  await chmod(join(base, "engine.sh"), 0o755);
  const peers: Peer[] = [];
  try {
    const daemon = [`--config-file=${join(base, "bus.conf")}`, "--nofork"];
    peers.push(await startPeer("/usr/bin/dbus-daemon", daemon, { path: socket }));
    const printer = [
      ...["-2", "-d", join(base, "spool"), "-p", String(port), "-n", "localhost", "-r", "off", "-s", "6000,6000"],
      ...["-c", join(base, "engine.sh"), "-f", "application/pdf,image/pwg-raster", "Model printer"],
    ];
    const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}` };
    peers.push(await startPeer("/usr/sbin/ippeveprinter", printer, { port }, { env, cwd: base }));
  } catch (error) {
    for (const peer of peers.reverse()) await peer.end("SIGKILL");
    throw error;
  }
  return {
    port,
    address: `ipp://localhost:${port}/ipp/print`,
    printed: async () => (await readFile(printed, "utf8")).split("\n").filter(Boolean),
    last: () => readFile(join(base, "last")),
    openGate: (key) => writeFile(join(base, `go-${key}`), ""),
    async close() {
      for (const peer of peers.reverse()) await peer.end("SIGKILL");
      await rm(base, { recursive: true, maxRetries: 5 });
    },
  };
}
