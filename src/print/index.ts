export { addressLines } from "./address-lines.ts";
export type { Carrier, Outcome, PrintJob } from "./carrier.ts";
export { printFolder } from "./folder.ts";
export { composeLetter, type LetterRequest } from "./letter/index.ts";
export { JobTicket } from "./ticket.ts";
