import assert from "node:assert/strict";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, beforeEach, describe, it } from "mocha";
import { openMailCarrier } from "../../../src/mail/index.ts";
import { reach } from "../../../src/mail/reach.ts";
import { mail, settings } from "./sample.ts";
import { type ScriptedServer, scriptedServer } from "./scripted-server.ts";

/** A public name that somebody has lead into this machine. */
const name = "smtp.public.example";

describe("where a connection leads", () => {
  const { lookup } = dns;
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
    const led = (host: string, _: unknown, done: (error: Error | null, found: unknown) => void) =>
      host === name ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(new Error("no such name"), []);
    dns.lookup = led as unknown as typeof lookup;
    syncBuiltinESMExports();
  });
  afterEach(async () => {
    dns.lookup = lookup;
    syncBuiltinESMExports();
    await server.close();
  });
  const open = (inside: boolean, security: "none" | "starttls") =>
    openMailCarrier({ ...settings, way: "smtp", host: name, port: server.port, security, inside });

  it("is refused where a public name leads into the private network", async () => {
    const carrier = open(false, "starttls");
    await assert.rejects(carrier.submit(mail), { key: "mail.inside", certainly: true, again: true });
    await carrier.close();
    assert.equal(server.connections, 0);
  });

  it("is right where the account says that the server is inside", async () => {
    const carrier = open(true, "none");
    await carrier.submit(mail);
    await carrier.close();
    assert.equal(server.ended, 1);
  });

  it("is refused without encryption where it leads out of the private network", async () => {
    const where = { host: "127.0.0.1", port: server.port, security: "none", inside: true, authority: "" } as const;
    const refused = await new Promise<Error>((resolve) => {
      const socket = reach(where, () => resolve(new Error("connected")));
      // As if it had been led to a public address.
      Object.defineProperty(socket, "remoteAddress", { value: "93.184.216.34" });
      socket.on("error", resolve);
    });
    assert.equal((refused as NodeJS.ErrnoException).code, "EPLAIN");
    assert.deepEqual(server.commands, []);
  });
});
