import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { defaults, firstProof } from "../../../nodes/inbound-webhook/config.ts";
import { endpointOf } from "../../../nodes/inbound-webhook/open-endpoint.ts";
import { type Endpoint, mintEndpoint, receive, slotOf } from "../../../src/webhook/index.ts";
import { fields } from "./calls.ts";

/** Our way of a call up to the store: proven, parsed and checked, but kept nowhere. */
const config = { ...defaults, endpoint: mintEndpoint(), fields, rate: { webhook: 0, source: 0 } };
const endpoint: Endpoint = {
  ...endpointOf(config, { [slotOf(firstProof, "current")]: process.env.SECRET }),
  accept: async ({ eventId, caseKey }) => ({ receipt: "accepted", eventId, caseKey, journeyId: "0".repeat(32) }),
  failed: (error) => console.error(error),
};
const server = createServer((request, response) => void receive(endpoint, request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());
