import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "../free-port.ts";
import { type Binaries, findBinaries } from "./binaries.ts";

const user = "belle";
const password = "p w:@/é";

/** PostgreSQL refuses root: somebody else, of those that every system has. */
async function somebody(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = ["postgres", "nobody"].map((name) => lines.find((line) => line[0] === name)).find(Boolean);
  return { uid: Number(found?.[2]), gid: Number(found?.[3]) };
}

/** A PostgreSQL of its own, in a folder and at a port of its own. */
export class PostgresServer {
  readonly port: number;
  private readonly folder: string;
  private readonly binaries: Binaries;
  private readonly as: { uid: number; gid: number } | undefined;
  private readonly settings: string[];
  private process: ChildProcess | undefined;
  private log = "";

  private constructor(folder: string, port: number, binaries: Binaries, as: PostgresServer["as"], settings: string[]) {
    this.folder = folder;
    this.port = port;
    this.binaries = binaries;
    this.as = as;
    this.settings = settings;
  }

  /**
   * `fsync`: as where data matters. Without it a process that is killed loses nothing either. `tls`: a key and a certificate
   * by which it can be talked to in secret.
   */
  static async create({
    fsync = false,
    tls,
  }: {
    fsync?: boolean;
    tls?: { key: string; cert: string };
  } = {}): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), "belle-histoire-postgres-"));
    const as = await somebody();
    const binaries = await findBinaries(folder);
    await chmod(folder, 0o755);
    const data = join(folder, "data");
    const pwfile = join(folder, "password");
    await mkdir(data);
    await writeFile(pwfile, password);
    if (as !== undefined) for (const path of [folder, data, pwfile]) await chown(path, as.uid, as.gid);
    const options = ["-D", data, "-U", user, "-A", "scram-sha-256", `--pwfile=${pwfile}`, "-E", "UTF8", "--locale=C"];
    const env = { ...process.env, ...binaries.env };
    await promisify(execFile)(binaries.initdb, [...options, "--no-sync"], { ...as, env, cwd: folder });
    const settings = ["listen_addresses=127.0.0.1", "max_connections=60", ...(fsync ? [] : ["fsync=off"])];
    if (tls !== undefined) {
      settings.push("ssl=on");
      for (const [name, text] of Object.entries(tls)) {
        const path = join(folder, `${name}.pem`);
        await writeFile(path, text, { mode: 0o600 });
        if (as !== undefined) await chown(path, as.uid, as.gid);
        settings.push(`ssl_${name}_file=${path}`);
      }
    }
    const server = new PostgresServer(folder, await freePort(), binaries, as, settings);
    await server.start();
    return server;
  }

  /** The address of a database, with the password unless another one is wanted. */
  url(database: string, secret = password): string {
    return `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${this.port}/${database}`;
  }

  get password(): string {
    return password;
  }

  /** Resolves when it takes connections. After a `kill` its orphans leave first. */
  async start(): Promise<void> {
    const settings = this.settings.flatMap((setting) => ["-c", setting]);
    const options = ["-D", join(this.folder, "data"), "-k", this.folder, "-p", String(this.port), ...settings];
    const env = { ...process.env, ...this.binaries.env };
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      const started = spawn(this.binaries.postgres, options, { ...this.as, env, cwd: this.folder, stdio: "pipe" });
      this.process = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on("data", (chunk: Buffer) => {
          this.log = (this.log + chunk.toString()).slice(-4000);
        });
      while (started.exitCode === null && Date.now() < end) {
        const client = new pg.Client({ connectionString: this.url("postgres"), connectionTimeoutMillis: 1000 });
        client.on("error", () => {});
        const answers = await client.connect().then(
          () => true,
          () => false,
        );
        await client.end().catch(() => {});
        if (answers) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    throw new Error(`PostgreSQL does not start\n${this.log}`);
  }

  /** As a power cut would; by another signal, as an operator would. */
  async kill(signal: "SIGKILL" | "SIGINT" = "SIGKILL"): Promise<void> {
    const dying = this.process;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const exited = once(dying, "exit");
    dying.kill(signal);
    await exited;
  }

  async remove(): Promise<void> {
    await this.kill("SIGINT");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs statements at an address, for what a test has to arrange or to see. */
export async function sql(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

export const databaseName = () => `belle_test_${randomBytes(6).toString("hex")}`;
