export { type PlayCase, type PlayExpectation, type PlayWord, personOf, readCase } from "./case.ts";
export { compare } from "./expect.ts";
export { JumpingClock } from "./jumping-clock.ts";
export { junitReport, type PlayedCase } from "./junit.ts";
export { lengthOf } from "./length.ts";
export type { PlayContent, PlayStep, PlayWire, StepKind } from "./step.ts";
export { Story, type Told } from "./story.ts";
