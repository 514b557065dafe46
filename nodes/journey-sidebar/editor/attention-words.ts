import type { DeskItem, DeskNode } from "../attention/desk.ts";
import { canvasLabel } from "./on-canvas.ts";

/** What the editor knows of a node, and what time has gone by, as people say it. */

/** As the flow calls it; of one that is not in it any more, what is known of it. */
export function nodeName(id: string, known: DeskNode | undefined): string {
  return canvasLabel(id, known?.name) ?? (known?.name || known?.type || id);
}

const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** “3 days ago”, in the editor's language. */
export function ago(at: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(RED.i18n.lang(), { numeric: "auto" });
  const gone = Math.max(0, now - at);
  for (const [unit, length] of steps) if (gone >= length) return words.format(-Math.floor(gone / length), unit);
  return words.format(-Math.floor(gone / 1_000), "second");
}

export const instantOf = (at: number): string =>
  new Intl.DateTimeFormat(RED.i18n.lang(), { dateStyle: "medium", timeStyle: "short" }).format(at);

/** Tells items apart: a batch and a send may be called the same. */
export const keyOf = ({ kind, id }: Pick<DeskItem, "kind" | "id">): string => `${kind} ${id}`;
