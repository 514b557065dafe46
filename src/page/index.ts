export { answerPage } from "./answer.ts";
export type { FormTexts, PageAnswer, PageAsk, PageBehind, PageForm } from "./behind.ts";
export { bodyLimit } from "./body-limit.ts";
export { answerFailed } from "./words.ts";
