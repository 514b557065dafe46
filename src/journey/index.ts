export {
  checkWait,
  Deadline,
  knowsHolidays,
  Reminder,
  readWait,
  schedule,
  type Wait,
  type WaitAbout,
  type WaitStep,
} from "./deadline/index.ts";
export { contentId, sendId } from "./identity.ts";
export { messageToKeep } from "./keep.ts";
export { type House, useHouse } from "./registry.ts";
export { storyInWords } from "./story.ts";
export type { NodeWork, Performer, Played, SendOutcome, WaitWork } from "./work.ts";
