import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../../src/clock.ts";
import { compileFields, type Endpoint, readSecret, receive, receiveLimits } from "../../../src/webhook/index.ts";
import { fields } from "./calls.ts";

/** Our way of a call up to the store: proven, parsed and checked, but kept nowhere. */
const secrets = [readSecret(process.env.SECRET ?? "")];
const endpoint: Endpoint = {
  secrets: () => secrets,
  fields: compileFields(fields),
  limit: receiveLimits.body,
  clock: systemClock,
  accept: async ({ eventId, caseKey }) => ({ receipt: "accepted", eventId, caseKey, journeyId: "0".repeat(32) }),
  failed: (error) => console.error(error),
};
const server = createServer((request, response) => void receive(endpoint, request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());
