import { bounds, type InboundWebhookConfig, type RateLimits } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isVariable, isWhole } from "./editor-check.ts";
import { numberOrText } from "./editor-form.ts";

export const numberNames = ["batch", "limit", "retention"] as const;

/** Whether a number is within its bounds; a variable is. */
export function fitsBounds(name: keyof typeof bounds, value: unknown): boolean {
  return isVariable(value) || isWhole(bounds[name].least, bounds[name].most)(value);
}

/** The bounds as a sentence fills them in, in the editor's spelling of numbers. */
export function boundsOf(name: keyof typeof bounds): { least: string; most: string } {
  const write = (number: number) => number.toLocaleString(RED.i18n.lang());
  return { least: write(bounds[name].least), most: write(bounds[name].most) };
}

/** Whether a text is the origin of web pages: `https://www.example.org`, without a path; or all of them. */
function isOrigin(text: string): boolean {
  if (text === "*" || isVariable(text)) return true;
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text.toLowerCase();
}

export function originsProblem(origins: readonly string[], _: Translate): string {
  const wrong = origins.find((origin) => !isOrigin(origin));
  return wrong === undefined ? "" : _("problem.origin", { origin: wrong });
}

export function rateProblem(rate: RateLimits, _: Translate): string {
  const fits = fitsBounds("rate", rate.webhook) && fitsBounds("rate", rate.source);
  return fits ? "" : _("problem.rate", boundsOf("rate"));
}

type Limits = Pick<InboundWebhookConfig, "rate" | "origins">;

/** The limits that are more than one input of their own; the answer reads them. */
export function prepareLimits(_: Translate, saved: Limits): () => Limits {
  const webhook = $("#belle-rate-webhook").val(String(saved.rate.webhook));
  const source = $("#belle-rate-source").val(String(saved.rate.source));
  const origins = $("#belle-origins").val(saved.origins.join("\n"));
  const read = (): Limits => ({
    rate: {
      webhook: numberOrText(webhook.val()) as number,
      source: numberOrText(source.val()) as number,
    },
    origins: String(origins.val() ?? "")
      .split(/[\n,\s]/)
      .map((origin) => origin.trim().replace(/\/$/, ""))
      .filter((origin) => origin !== ""),
  });
  const check = () => {
    const limits = read();
    $("#belle-rate-problem").text(rateProblem(limits.rate, _));
    $("#belle-origins-problem").text(originsProblem(limits.origins, _));
  };
  webhook.add(source).add(origins).on("change input", check);
  check();
  return read;
}
