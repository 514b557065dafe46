import { parentPort } from "node:worker_threads";
import { SMTPServer } from "smtp-server";

/** A mail server in a thread of its own that takes every mail, and tells how many when it is asked. */
let taken = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  hideDSN: false,
  onData(stream, _, done) {
    stream.resume();
    stream.on("end", () => {
      taken += 1;
      done();
    });
  },
});
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.server.address() as { port: number }).port));
parentPort?.on("message", () => parentPort?.postMessage(taken));
