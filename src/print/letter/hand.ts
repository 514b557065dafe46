import type { Materials } from "./material.ts";
import type { Palette } from "./palette.ts";
import type { Finding, Findings, LetterRequest } from "./request.ts";
import type { Ruler } from "./typeface.ts";
import type { Zones } from "./zones.ts";

/** What is noted while a letter is laid out. */
export interface Notes extends Findings {
  fault(key: string, data: Finding["data"]): void;
  doubt(key: string, data: Finding["data"]): void;
}

/** Everything is noted once, however often it shows. */
export function newNotes(): Notes {
  const faults: Finding[] = [];
  const doubts: Finding[] = [];
  const note = (list: Finding[]) => (key: string, data: Finding["data"]) => {
    const text = JSON.stringify([key, data]);
    if (!list.some((one) => JSON.stringify([one.key, one.data]) === text)) list.push({ key, data });
  };
  return { faults, doubts, fault: note(faults), doubt: note(doubts) };
}

/** What whoever lays out a part of a letter holds. */
export interface Hand {
  request: LetterRequest;
  materials: Materials;
  ruler: Ruler;
  palette: Palette;
  zones: Zones;
  findings: Notes;
}
