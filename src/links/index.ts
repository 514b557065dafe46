export {
  type Ask,
  answerAsset,
  answerFailed,
  answerGone,
  answerLater,
  answerUnsubscribe,
  type Behind,
} from "./answer.ts";
export { houseColours, houseControls } from "./house-style.ts";
export { closedPage, escaped, housePage, paragraphs, privateHeaders, said } from "./page.ts";
export { readPageToken } from "./page-token.ts";
export { sealOf } from "./seal.ts";
export { type Tokens, tokensOf } from "./tokens.ts";
export { hasWayOut } from "./way-out.ts";
