export { cloudEventsHandshake } from "./handshake.ts";
export { mediaFault } from "./media-type.ts";
export { type Call, type CallItem, type ParsedCall, parseCall } from "./parse-call.ts";
export { parseForm } from "./parse-form.ts";
export { parseBody } from "./parse-json.ts";
