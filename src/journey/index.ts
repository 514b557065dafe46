export {
  type AttentionChoice,
  type AttentionKind,
  abandonAll,
  attentionChoices,
  attentionInWords,
  reasonedChoices,
  settleAttention,
} from "./attention.ts";
export type { BatchHand, Batching, BatchOutcome, BatchView, BatchWord } from "./batch/batching.ts";
export type { ClosingRule } from "./batch/closing.ts";
export {
  checkWait,
  Deadline,
  knowsHolidays,
  Reminder,
  readWait,
  schedule,
} from "./deadline/index.ts";
export { Engine } from "./engine.ts";
export { contentId, sendId } from "./identity.ts";
export { messageToKeep } from "./keep.ts";
export { type House, useHouse } from "./registry.ts";
export { deployedAnew, fieldsInWords, lineInWords, storyInWords, timeInWords } from "./story.ts";
export { StoryForm, storyForm } from "./story-form.ts";
export type { Collected, NodeWork, Performer, Played, Postponed, SendOutcome, Unknown, WaitWork } from "./work.ts";
