export {
  type Ask,
  answerAsset,
  answerBusy,
  answerFailed,
  answerGone,
  answerLater,
  answerUnsubscribe,
  type Behind,
} from "./answer.ts";
export { readPageToken } from "./page-token.ts";
export { type Tokens, tokensOf } from "./tokens.ts";
export { hasWayOut } from "./way-out.ts";
