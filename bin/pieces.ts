import { languageOf, sentence } from "../src/language/index.ts";
import { type BesideStore, openDesk, type Piece, type PieceState } from "../src/store/index.ts";

/** What is on paper, or on its way there. */

export interface PiecesSettings {
  /** File or PostgreSQL address of the store. */
  store: string;
  language: string;
  timeZone: string;
  /** One piece a line. */
  json: boolean;
}

/** What somebody may have to see to comes first. */
const states: readonly PieceState[] = [
  ...([
    "unknown",
    "undeliverable",
    "failed",
    "proofed",
    "held",
    "draft",
    "queued",
    "submitting",
    "accepted",
    "printing",
  ] as const),
  ...(["printed", "mailed", "delivered", "cancelled"] as const),
];
const page = 5_000;
/** Pieces that are listed for people. */
const most = 100;

async function* all(store: BesideStore, key: string | undefined): AsyncGenerator<Piece> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const { pieces, next }: { pieces: Piece[]; next?: number } = await store.pieces(key, after, page);
    yield* pieces;
    after = next;
  }
}

/** @param key a campaign, a node, a case, a recipient or a send; undefined: all. @throws Fault of the store */
export async function runPieces(key: string | undefined, settings: PiecesSettings): Promise<void> {
  const store = await openDesk(settings.store);
  try {
    if (settings.json) for await (const piece of all(store, key)) console.log(JSON.stringify(piece));
    else for (const line of await inWords(all(store, key), settings)) console.log(line);
  } finally {
    await store.close();
  }
}

async function inWords(pieces: AsyncIterable<Piece>, settings: PiecesSettings): Promise<string[]> {
  const found = new Map(
    states.map((state): [PieceState, { count: number; first: Piece[] }] => [state, { count: 0, first: [] }]),
  );
  for await (const piece of pieces) {
    const one = found.get(piece.state);
    if (one === undefined) continue;
    one.count += 1;
    if (one.first.length < most) one.first.push(piece);
  }
  const some = [...found].filter(([, { count }]) => count > 0);
  const count = some.reduce((sum, [, one]) => sum + one.count, 0);
  const say = (name: string, values: Record<string, unknown> = {}) => sentence(name, values, settings.language);
  if (count === 0) return [say("pieces.none")];
  const counts = some.map(([state, one]) => say("pieces.count", { state: say(`pieces.${state}`), count: one.count }));
  const listed = some.flatMap(([, one]) => one.first).slice(0, most);
  const more = count - listed.length;
  return [
    say("pieces.all", { count, counts: counts.join(", ") }),
    ...listed.map((piece) => line(piece, settings)),
    ...(more > 0 ? [say("pieces.more", { count: more })] : []),
  ];
}

function line({ id, caseKey = "–", state, at, until, batch, reason, test }: Piece, settings: PiecesSettings): string {
  const { language, timeZone } = settings;
  const tag = languageOf(language) === "fr" ? "fr-FR" : "en-GB";
  const time = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  const say = (name: string, values: Record<string, unknown> = {}) => sentence(name, values, language);
  const when =
    until === undefined
      ? say("pieces.since", { at: time.format(at) })
      : say("pieces.until", { at: time.format(until) });
  const why = reason?.key === undefined ? String(reason?.why ?? "") : say(String(reason.key), { ...reason });
  const words = [
    say(`pieces.${state}`),
    id,
    say("pieces.case", { caseKey }),
    test ? say("pieces.test") : "",
    batch === undefined ? "" : say("pieces.batch", { batch }),
    when,
    why,
  ];
  return words.filter((word) => word !== "").join("  ");
}
