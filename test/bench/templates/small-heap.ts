import { parentPort } from "node:worker_threads";
import { renderText, TemplateFault } from "../../../src/message/index.ts";
import { data, hostile } from "./hostile.ts";

/** Renders every hostile template in a heap that may not grow, and tells of each that it has ended. */
for (const template of Object.values(hostile)) {
  try {
    renderText(template, data, { what: "body", kind: "html", language: "fr", timeZone: "Europe/Paris" });
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
  }
  parentPort?.postMessage("ended");
}
