import type { SampledCall } from "./call-plan.ts";
import { nodeCall } from "./node-call.ts";
import { phpCall } from "./php-call.ts";
import { pythonCall } from "./python-call.ts";
import { shellCall } from "./shell-call.ts";

export type { SampledCall } from "./call-plan.ts";
export { sampleBody, sampleData } from "./sample-body.ts";
export { shellCall };

/** The languages that samples are written in, in the order in which they are shown. */
export const sampleLanguages = ["curl", "node", "php", "python"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];
/** As people call them. */
export const languageNames: Readonly<Record<SampleLanguage, string>> = {
  curl: "curl",
  node: "Node.js",
  php: "PHP",
  python: "Python",
};

const writers = { curl: shellCall, node: nodeCall, php: phpCall, python: pythonCall };

/**
 * A program that sends one event, proven when it runs as the sender would prove it. The secret comes from the environment,
 * from the variable that `call.secret` names. Undefined where only the sender can write it: it has the private key.
 */
export function sampleIn(language: SampleLanguage, call: SampledCall): string | undefined {
  return writers[language](call);
}
