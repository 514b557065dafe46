export { answerPage } from "./answer.ts";
export type { FormTexts, PageAnswer, PageAsk, PageBehind, PageForm } from "./behind.ts";
export { bodyLimit } from "./body-limit.ts";
export { pagePreview } from "./show-page.ts";
export { answerFailed, sayNone as answerNone } from "./words.ts";
