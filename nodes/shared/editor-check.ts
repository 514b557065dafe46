type Check = (value: unknown) => boolean;
/** What Node-RED calls with a value; see `rule`. */
export type Validator = (this: EditorNode, value: unknown, options: unknown) => true | string;

/** `${NAME}`: filled in by Node-RED when the flow starts, so that nothing can be said about it here. */
export function isVariable(value: unknown): boolean {
  return typeof value === "string" && /^\$\{[^}]+\}$/.test(value.trim());
}

/**
 * A validator as Node-RED wants it. It reads the number of parameters: only a function of two may answer with a
 * sentence, which is why `_options` stands here.
 */
export function rule(fits: Check, sentence: () => string): Validator {
  return (value, _options) => isVariable(value) || fits(value) || sentence();
}

/**
 * The sentence of a validator that quotes something. Node-RED shows it as HTML in one place and as text in another: what was
 * quoted of an imported flow becomes an element in neither.
 */
export function quoting(sentence: string): string {
  return sentence.replaceAll("<", "‹").replaceAll(">", "›");
}

/** Accepts the empty value too. */
export function orEmpty(fits: Check): Check {
  return (value) => value === "" || value === undefined || value === null || fits(value);
}

/** A setting that flows of before do not have is read as its default. */
export function orUnset(fits: Check): Check {
  return (value) => value === undefined || fits(value);
}

export function isFilled(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** Whole number from `least` to `most`; forms give text, saved flows numbers. */
export function isWhole(least: number, most: number): Check {
  return (value) => {
    const number = Number(value);
    return String(value ?? "").trim() !== "" && Number.isInteger(number) && number >= least && number <= most;
  };
}

/** Number from `least` to `most`. */
export function isBetween(least: number, most: number): Check {
  return (value) => {
    const number = Number(value);
    return String(value ?? "").trim() !== "" && number >= least && number <= most;
  };
}

export function isColour(value: unknown): boolean {
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value);
}

/** As `isColour`, or inks in percent: `cmyk(c, m, y, k)`. */
export function isInk(value: unknown): boolean {
  const inks = /^cmyk\(([^)]*)\)$/i.exec(String(value).trim())?.[1]?.split(",");
  if (inks === undefined) return isColour(value);
  return inks.length === 4 && inks.every((ink) => ink.trim() !== "" && Number(ink) >= 0 && Number(ink) <= 100);
}

/** The name of a property in a Liquid template: `msg.map.<name>`. */
export function isPropertyName(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(value);
}

export function isTimeZone(value: unknown): boolean {
  try {
    return isFilled(value) && new Intl.DateTimeFormat("en", { timeZone: String(value) }) !== undefined;
  } catch {
    return false;
  }
}

export function isLocale(value: unknown): boolean {
  try {
    return isFilled(value) && Intl.getCanonicalLocales(String(value)).length === 1;
  } catch {
    return false;
  }
}

/** `https://host` or `http://host`, with or without a path; no query. */
export function isWebAddress(value: unknown): boolean {
  if (!isFilled(value) || !URL.canParse(String(value))) return false;
  const { protocol, search, hash } = new URL(String(value));
  return (protocol === "https:" || protocol === "http:") && search === "" && hash === "";
}
