import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../free-port.ts";

export const eximIsHere = existsSync("/usr/sbin/exim4") && process.getuid?.() === 0;

export interface Exim {
  port: number;
  /** Maildir of everybody at banque.example. */
  maildir: string;
  /** Maildir of everybody at client.example. */
  inbox: string;
  close(): Promise<void>;
}

/**
 * A mail server of its own: takes mails for all, delivers those of banque.example and client.example, knows nobody at
 * nobody.example, hands far.example to another server, and refuses unknown@ and later@ at once.
 */
const configuration = (base: string, port: number, far: number, dsn: boolean) => `
primary_hostname = mx.example
spool_directory = ${base}/spool
log_file_path = ${base}/log/%slog
pid_file_path = ${base}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
dsn_advertise_hosts = ${dsn ? "*" : ""}
keep_environment =
deliver_drop_privilege = true
acl_smtp_rcpt = rcpt
prdr_enable = false
smtp_accept_max = 50
smtp_accept_queue_per_connection = 1000
timezone = UTC

begin acl
rcpt:
  deny local_parts = unknown
       message = 5.1.1 <$local_part@$domain> is unknown here
  defer local_parts = later
       message = 4.7.1 greylisted
  accept
    control = dkim_disable_verify

begin routers
far:
  driver = manualroute
  domains = far.example
  route_list = * 127.0.0.1
  self = send
  transport = to_far
  no_more
nobody:
  driver = redirect
  domains = nobody.example
  allow_fail
  data = :fail: 550 5.1.1 The account does not exist
bank:
  driver = accept
  domains = banque.example
  transport = bank_maildir
client:
  driver = accept
  domains = client.example
  transport = client_maildir
other:
  driver = redirect
  allow_fail
  data = :fail: Unrouteable address

begin transports
bank_maildir:
  driver = appendfile
  directory = ${base}/banque.example
  maildir_format
client_maildir:
  driver = appendfile
  directory = ${base}/client.example
  maildir_format
to_far:
  driver = smtp
  port = ${far}
  allow_localhost
  hosts_try_fastopen =

begin retry
* * F,1h,1m
`;

/** @param far port of the server that takes mails for far.example */
export async function startExim(far: number, dsn = true): Promise<Exim> {
  const base = await mkdtemp(join(tmpdir(), "exim-"));
  const port = await freePort();
  for (const folder of ["spool", "log", "banque.example", "client.example"]) await mkdir(join(base, folder));
  await writeFile(join(base, "exim.conf"), configuration(base, port, far, dsn), { mode: 0o644 });
  await chmod(base, 0o755);
  execFileSync("chown", [
    "-R",
    "Debian-exim:Debian-exim",
    join(base, "spool"),
    join(base, "log"),
    join(base, "banque.example"),
    join(base, "client.example"),
  ]);
  const child = spawn("/usr/sbin/exim4", ["-C", join(base, "exim.conf"), "-bdf"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += String(text);
  });
  const ended = once(child, "close");
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, "127.0.0.1");
    const up = await Promise.race([
      once(socket, "data").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (up) break;
    if (tries > 100 || child.exitCode !== null) throw new Error(`Exim did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    maildir: join(base, "banque.example"),
    inbox: join(base, "client.example"),
    async close() {
      child.kill("SIGTERM");
      await ended;
      await rm(base, { recursive: true, maxRetries: 5 });
    },
  };
}
