export { attributeLimit, type EventAttributes } from "./cloud-event.ts";
export { gunzipLimits } from "./gunzip.ts";
export { cloudEventsHandshake } from "./handshake.ts";
export { bodyLimits } from "./limits.ts";
export { type BodyKind, type MediaFault, mediaFault, type Readable } from "./media-type.ts";
export { batchLimit, type Call, type CallItem, type ParsedCall, parseCall } from "./parse-call.ts";
export { parseBody } from "./parse-json.ts";
