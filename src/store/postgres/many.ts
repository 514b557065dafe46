/**
 * One statement for what many calls ask with the same text: `?` becomes a column of a list of values, and each row of the
 * answer says by its number whom it answers.
 */
export interface Many {
  sql: string;
  /**
   * Of an insert that may meet a row: the places among the values of what makes a row the same. Two values of one list that
   * meet each other have to go one after the other.
   */
  key?: readonly number[];
  /** Columns of the answer that say whose row was inserted, in the order of `key`. */
  told?: readonly string[];
  /** How the answer is read: by number, by key, or in the order of the values, for every one has exactly one row. */
  answer: "numbered" | "keyed" | "ordered";
  /** It changes rows that are there. */
  changes?: boolean;
}

/** No column of a table has a name like these. */
const list = "given";
const number = "nr";
const column = (place: number) => `${list}.v${place}`;

/** The text with columns of the list for its marks, of which `before` stand in a text before it. */
function numbered(text: string, before = 0): { text: string; places: number } {
  let places = before;
  const replaced = text.replace(/\?/g, () => {
    places += 1;
    return column(places);
  });
  return { text: replaced, places };
}

/** The list of values as a table; `types` are the server's names of them. */
function given(types: readonly string[]): string {
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`).join(", ");
  const names = types.map((_, index) => `v${index + 1}`).join(", ");
  return `unnest(${arrays}) with ordinality as ${list} (${names}, ${number})`;
}

const insertForm =
  /^insert into (?<table>\w+) \((?<columns>[^()]*)\)\s+values \((?<values>[^()]*)\)\s*(?<conflict>on conflict \((?<target>[^()]*)\) do (?<action>nothing|update)[\s\S]*?)?(?<returning>returning seq)?$/;
const updateForm = /^(?<set>update \w+ set [\s\S]*?)\s(?<where>where [\s\S]*?)(?:\sreturning (?<returning>[\s\S]*))?$/;
const deleteForm = /^(?<from>delete from \w+)\s(?<where>where [\s\S]*)$/;
const split = (names: string) => names.split(",").map((name) => name.trim());

function insertOfMany(groups: Record<string, string | undefined>, types: readonly string[]): Many | undefined {
  const { table, columns = "", values = "", conflict = "", target, action, returning } = groups;
  const expressions = numbered(values);
  const into = `insert into ${table} (${columns}) select ${expressions.text} from ${given(types)} order by ${list}.${number}`;
  if (target === undefined) return { sql: `${into} ${returning ?? "returning 1"}`, answer: "ordered" };
  const told = split(target);
  const places = split(columns).map((name, index) => ({ name, value: split(values)[index] }));
  const key = told.map((name) => {
    const at = places.findIndex((place) => place.name === name);
    return places[at]?.value === "?" ? places.slice(0, at).filter(({ value }) => value === "?").length : -1;
  });
  if (key.includes(-1) || conflict.includes("?")) return undefined;
  // Every one of them is added or changed.
  if (action === "update") return { sql: `${into} ${conflict} ${returning ?? "returning 1"}`, key, answer: "ordered" };
  if (returning !== undefined) return undefined;
  return { sql: `${into} ${conflict} returning ${told.join(", ")}`, key, told, answer: "keyed" };
}

/** The statement for many; undefined where it has a form of its own, and each has to ask by itself. */
export function ofMany(sql: string, types: readonly string[]): Many | undefined {
  if (types.length === 0 || /skip locked/.test(sql)) return undefined;
  const text = sql.trim();
  if (text.startsWith("select ")) {
    const inner = numbered(text).text;
    return {
      sql: `select ${list}.${number}, asked.* from ${given(types)} cross join lateral (${inner}) asked`,
      answer: "numbered",
    };
  }
  const insert = insertForm.exec(text);
  if (insert?.groups !== undefined) return insertOfMany(insert.groups, types);
  const update = updateForm.exec(text)?.groups;
  const removal = deleteForm.exec(text)?.groups;
  if (/\bselect\b/.test(text)) return undefined;
  if (update !== undefined) {
    const { set = "", where = "", returning } = update;
    const changed = numbered(set);
    const found = numbered(where, changed.places);
    const answer = returning === undefined ? "" : `, ${returning}`;
    return {
      sql: `${changed.text} from ${given(types)} ${found.text} returning ${list}.${number}${answer}`,
      answer: "numbered",
      changes: true,
    };
  }
  if (removal !== undefined) {
    const { from, where } = removal;
    return {
      sql: `${from} using ${given(types)} ${numbered(where ?? "").text} returning ${list}.${number}`,
      answer: "numbered",
    };
  }
  return undefined;
}
