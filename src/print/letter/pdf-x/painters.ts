import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from "@libpdf/core";

/** How an object of a document is read. */
export type Resolve = (ref: PdfRef) => PdfObject | null;

/** What paints: a page, a form, a pattern, a font whose letters are drawings; its content, and what that calls by name. */
export interface Painter {
  /** The page, form, pattern or font itself. */
  dictionary: PdfDict;
  /** Absent: it has none of its own. */
  resources?: PdfDict;
  content: readonly PdfStream[];
}

export function resolved(object: PdfObject | null | undefined, resolve: Resolve): PdfObject | undefined {
  return (object instanceof PdfRef ? resolve(object) : object) ?? undefined;
}
export function dictionaryIn(dictionary: PdfDict | undefined, key: string, resolve: Resolve): PdfDict | undefined {
  const found = resolved(dictionary?.get(key), resolve);
  return found instanceof PdfDict ? found : undefined;
}
export function nameIn(dictionary: PdfDict, key: string, resolve: Resolve): string | undefined {
  const found = resolved(dictionary.get(key), resolve);
  return found instanceof PdfName ? found.value : undefined;
}
/** The entries of a kind of resources. */
export function* resourcesOf(resources: PdfDict | undefined, kind: string, resolve: Resolve) {
  for (const [name, value] of dictionaryIn(resources, kind, resolve) ?? []) {
    const object = resolved(value, resolve);
    if (object !== undefined) yield [name.value, object] as const;
  }
}

function streamsIn(object: PdfObject | undefined, resolve: Resolve): PdfStream[] {
  const parts = object instanceof PdfArray ? [...object].map((part) => resolved(part, resolve)) : [object];
  return parts.filter((part) => part instanceof PdfStream);
}

/** Resources of a page may be those of a node above it. */
function resourcesAt(dictionary: PdfDict, resolve: Resolve): PdfDict | undefined {
  let node: PdfDict | undefined = dictionary;
  for (let depth = 0; node !== undefined && depth < 50; depth += 1) {
    const found = dictionaryIn(node, "Resources", resolve);
    if (found !== undefined) return found;
    node = dictionaryIn(node, "Parent", resolve);
  }
  return undefined;
}

/** Whatever paints when a page or a form is shown, itself first, each once. */
export function paintersOf(root: PdfDict, resolve: Resolve): Painter[] {
  const painters: Painter[] = [];
  const seen = new Set<PdfDict>();
  const add = (dictionary: PdfDict, content: readonly PdfStream[]) => {
    if (seen.has(dictionary)) return;
    seen.add(dictionary);
    const resources = resourcesAt(dictionary, resolve);
    painters.push({ dictionary, content, ...(resources !== undefined && { resources }) });
  };
  const addForm = (object: PdfObject | undefined) => {
    if (object instanceof PdfStream) add(object, [object]);
  };
  if (root instanceof PdfStream) addForm(root);
  else add(root, streamsIn(resolved(root.get("Contents"), resolve), resolve));
  for (const { resources } of painters) {
    for (const [, object] of resourcesOf(resources, "XObject", resolve))
      if (object instanceof PdfStream && nameIn(object, "Subtype", resolve) === "Form") addForm(object);
    for (const [, object] of resourcesOf(resources, "Pattern", resolve)) addForm(object);
    for (const [, font] of resourcesOf(resources, "Font", resolve)) {
      if (!(font instanceof PdfDict) || nameIn(font, "Subtype", resolve) !== "Type3") continue;
      const letters = [...(dictionaryIn(font, "CharProcs", resolve) ?? [])];
      add(
        font,
        letters.flatMap(([, letter]) => streamsIn(resolved(letter, resolve), resolve)),
      );
    }
    for (const [, state] of resourcesOf(resources, "ExtGState", resolve))
      if (state instanceof PdfDict) addForm(resolved(dictionaryIn(state, "SMask", resolve)?.get("G"), resolve));
  }
  return painters;
}
