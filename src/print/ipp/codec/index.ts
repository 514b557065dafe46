export { decodeMessage } from "./decode.ts";
export { encodeMessage } from "./encode.ts";
export type { GroupName, IppAttribute, IppGroup, IppMessage, IppValue } from "./syntax.ts";
export { keyOf } from "./syntax.ts";
