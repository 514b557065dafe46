export { addressLines } from "./address-lines.ts";
export type { Carrier } from "./carrier.ts";
export { printFolder } from "./folder.ts";
export * from "./ipp/index.ts";
export { composeLetter } from "./letter/index.ts";
export { JobTicket } from "./ticket.ts";
