/** Text as one word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A header between double quotes, its variables filled in by the shell; without any, between single ones. */
export function inQuotes(text: string): string {
  if (!text.includes("$")) return quote(text);
  return `"${text.replace(/["`\\]/g, "\\$&")}"`;
}

/** Variables of the shell that may stand inside JSON. */
export type Mark = "ID" | "TIME" | "END" | "HASH";

/** A text in JSON in whose place the shell puts a variable; a number where `bare`. */
export function mark(name: Mark, bare = false): string {
  return bare ? `@number:${name}@` : `@text:${name}@`;
}

/** JSON as one word of the shell, the marks in it as variables. */
export function fillIn(json: string): string {
  return quote(json)
    .replace(/"@number:(\w+)@"/g, `'"$$$1"'`)
    .replace(/@text:(\w+)@/g, `'"$$$1"'`);
}

/** Name of the variable of the environment that a secret is taken from, as in `${NAME}`; undefined: it is the secret itself. */
export function variableOf(secret: string): string | undefined {
  return /^\$\{([^}]+)\}$/.exec(secret.trim())?.[1];
}
