export * from "./address-check/index.ts";
export { addressFaults } from "./address-faults.ts";
export { addressLines } from "./address-lines.ts";
export * from "./batch/index.ts";
export type { PrintJob } from "./carrier.ts";
export { folderWay } from "./folder-way.ts";
export * from "./ipp/index.ts";
export {
  composeBatch,
  composeLetter,
  type Finding,
  inspectLetter,
  keepLetter,
  type LetterRequest,
  letterOf,
  measureLetter,
  openKeptLetters,
  type PrintFile,
} from "./letter/index.ts";
export { letterPicture } from "./page-picture/index.ts";
export {
  eventProof,
  type Heard,
  hearProvider,
  type LetterEvent,
  pingenEvents,
} from "./provider/index.ts";
export * from "./service/index.ts";
export { JobTicket, type Paper, ticketVersion } from "./ticket.ts";
export type { JobSeen, Notes, PrintWay, WayOutcome } from "./way.ts";
