export * from "./address-check/index.ts";
export { addressLines } from "./address-lines.ts";
export type { Carrier } from "./carrier.ts";
export { printFolder } from "./folder.ts";
export * from "./ipp/index.ts";
export {
  composeBatch,
  composeLetter,
  type Finding,
  inspectLetter,
  type LetterRequest,
  type PrintFile,
} from "./letter/index.ts";
export { JobTicket } from "./ticket.ts";
