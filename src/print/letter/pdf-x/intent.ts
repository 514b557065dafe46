import { Fault } from "../../../contract/index.ts";
import type { Drawing } from "../drawing.ts";
import type { Picture } from "../picture.ts";
import type { LetterRequest } from "../request.ts";
import { type ColourProfile, readProfile } from "./colour-profile.ts";
import type { OutputIntent } from "./press-objects.ts";
import { type Survey, surveyOf } from "./survey.ts";

/** Profiles that were read last. */
const known = new Map<string, ColourProfile>();
const mostKnown = 4;

function kept(file: NonNullable<LetterRequest["outputIntent"]>["file"]): ColourProfile {
  const key = `${file.name}\n${file.state}`;
  const profile = known.get(key) ?? readProfile(file);
  known.delete(key);
  known.set(key, profile);
  for (const [oldest] of known) if (known.size > mostKnown) known.delete(oldest);
  return profile;
}

/**
 * For which printing condition the letter is; undefined: it does not say.
 * @throws Fault `print.profile-…`; `print.profile-colours`: the letter is in other colours than its profile
 */
export function intentOf({ outputIntent, colours = "rgb" }: LetterRequest): OutputIntent | undefined {
  if (outputIntent === undefined) return undefined;
  const profile = kept(outputIntent.file);
  const wanted = profile.space === "cmyk" ? "cmyk" : "rgb";
  if (colours !== wanted) throw new Fault("print.profile-colours", { name: profile.name, reason: wanted });
  const { condition = "" } = outputIntent;
  return { profile, ...(condition.trim() !== "" && { condition: condition.trim() }) };
}

/**
 * Refuses what would make a file claim to be what it is not.
 * @throws Fault `print.design-font`, `print.design-inks`, `print.design-forbidden`, `print.file-unreadable`
 */
export function checkForPress(name: string, shown: Drawing | Picture, { profile }: OutputIntent): void {
  const foreignInks = () => new Fault("print.design-inks", { name });
  if (shown.kind === "picture") {
    if (shown.space === "cmyk" && profile.space !== "cmyk") throw foreignInks();
    return;
  }
  const { fonts, forbidden, inks } = surveyed(name, shown);
  const [font] = fonts;
  if (font !== undefined) throw new Fault("print.design-font", { name, font });
  if (inks && profile.space !== "cmyk") throw foreignInks();
  const [what] = forbidden;
  if (what !== undefined) throw new Fault("print.design-forbidden", { name, what });
}

function surveyed(name: string, drawing: Drawing): Survey {
  try {
    return surveyOf(drawing);
  } catch {
    throw new Fault("print.file-unreadable", { name });
  }
}
