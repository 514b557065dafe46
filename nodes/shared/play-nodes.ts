/** What a node is to a play, by its type and settings. */
export interface PlayedNode {
  type: string;
  /** Of a function node: modules of its own. */
  libs?: unknown;
  /** Of a function node: its text. */
  func?: unknown;
  /** Of a join node. */
  mode?: unknown;
  /** Of a split node: what is left of a message is the beginning of the next. */
  stream?: unknown;
  /** Of a csv node: when the names of the columns are written. */
  hdrout?: unknown;
}

/** Nodes of the package that tell by themselves what they do with a message. */
export const tellers: ReadonlySet<string> = new Set([
  ...["decision-switch", "wait-for-decision", "call-service", "personal-page", "render-message", "route-map"],
  ...["send-print-job", "send-email", "send-sms"],
]);
/** Nodes of Node-RED that keep what they do to themselves. */
const harmless: ReadonlySet<string> = new Set([
  ...["switch", "change", "template", "function", "debug", "range", "comment", "junction"],
  ...["link in", "link out", "link call", "catch", "status", "complete"],
  ...["split", "join", "sort", "csv", "json", "xml", "html", "yaml"],
]);
/** Nodes that keep something of a message for a while, or until there are others: a play goes by them, and takes no real one's place. */
const passedBy: ReadonlySet<string> = new Set(["delay", "batch"]);

/** Whether a play goes by a node instead of through it. */
export function goesBy({ type, mode, stream, hdrout }: PlayedNode): boolean {
  if (type === "split") return stream === true;
  // Names that are written once would be missing where they are read.
  if (type === "csv") return hdrout === "once";
  return passedBy.has(type) || (type === "join" && mode !== "auto");
}

/**
 * Whether nothing can leave by a node: with modules, of its own or of those that `settings.js` gives to all (`given`: their
 * names), a function node may do whatever it likes.
 */
export function isHarmless({ type, libs, func }: PlayedNode, given: readonly string[] = []): boolean {
  if (type === "function") return !(Array.isArray(libs) && libs.length > 0) && !takes(String(func ?? ""), given);
  return harmless.has(type) || tellers.has(type) || type === "subflow" || type.startsWith("subflow:");
}

/** Whether a text may ask the global context for one of these names. */
function takes(text: string, given: readonly string[]): boolean {
  return /\bglobal\b/.test(text) && given.some((name) => text.includes(name));
}

/** Names in `functionGlobalContext` of `settings.js` by which more than data is given: modules, clients, functions. */
export function givenBy(context: unknown): string[] {
  if (typeof context !== "object" || context === null) return [];
  return Object.entries(context).flatMap(([name, value]) => (isData(value, 0) ? [] : [name]));
}

/** What is deeper, or goes round in a circle, is not looked through. */
const deepest = 8;

function isData(value: unknown, depth: number): boolean {
  if (typeof value === "function" || depth > deepest) return false;
  if (typeof value !== "object" || value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype || Array.isArray(value);
  return plain && Object.values(value).every((one) => isData(one, depth + 1));
}
