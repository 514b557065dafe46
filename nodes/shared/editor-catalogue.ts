/** A sentence of a node's catalogue, `locales/<language>/<type>.json`, in the editor's language. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The catalogue of a node type. Needed beside `this._`, which a node has only once it lies in a flow. */
export function catalogue(type: string): Translate {
  return (key, values) => RED._(`@belle-histoire/node-red-journey/${type}:${key}`, values);
}
