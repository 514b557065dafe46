/** The value at a dotted path, own properties only; undefined where the path leads nowhere. */
export function readPath(message: unknown, path: string): unknown {
  let here: unknown = message;
  for (const name of path.replace(/^msg\./, "").split(".")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
