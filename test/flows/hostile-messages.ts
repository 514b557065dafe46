/**
 * Messages that a flow could make by mistake or on purpose, each by its own function. Runs inside a function node: it
 * may use nothing from outside itself.
 */
export function hostileMessages(campaign: string): { name: string; make: () => object }[] {
  const fine = () => ({
    payload: "fine",
    campaign: { id: campaign, name: "c", locale: "fr", timeZone: "Europe/Paris", test: false },
    journey: { id: "j", caseKey: "k", startedAt: "2026-01-01T00:00:00.000Z", test: false, task: "t" },
    recipient: {
      id: "r",
      firstName: "Zoé",
      lastName: "Prat",
      locale: "fr",
      postalAddress: {
        country: "FR",
        postalCode: "99380",
        locality: "Saint-Aurèle-sur-Mer",
        thoroughfare: ["51 boulevard des Dunes"],
      },
    },
    event: { id: "e", type: "decision", receivedAt: "2026-01-01T00:00:00.000Z", data: { decision: "accepted" } },
    content: {
      id: "c",
      channel: "print",
      language: "fr",
      template: "t",
      pdf: { hash: "0".repeat(64), type: "a/b", bytes: 1 },
    },
    map: {},
  });
  const cycle = () => {
    const around: Record<string, unknown> = { id: "r", locale: "fr", data: {} };
    around.itself = around;
    around.again = around;
    around.rows = [around];
    return around;
  };
  const fails = (thrown: unknown) => () => {
    throw thrown;
  };
  const unreadable = (thrown: unknown) =>
    new Proxy({}, { get: fails(thrown), ownKeys: fails(thrown), has: fails(thrown) });
  const unprintable = { toString: fails(new Error("on purpose")), toJSON: fails(new Error("on purpose")) };
  const huge = "é".repeat(2_000_000);

  const values: Record<string, () => unknown> = {
    null: () => null,
    "a number": () => Number.NaN,
    "a text": () => "text",
    "an array": () => [null, 1, "x", [], { id: {} }, { id: unprintable, caseKey: unprintable }],
    "a huge text": () => huge,
    "huge texts": () => ({
      id: huge,
      locale: huge,
      firstName: huge,
      caseKey: huge,
      name: huge,
      timeZone: huge,
      data: { decision: huge },
    }),
    "many empty rows": () => Array.from({ length: 10_000 }, () => null),
    "a cycle": cycle,
    "no prototype": () => Object.create(null),
    "another prototype": () =>
      JSON.parse('{"id":"r","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    "what waits like a promise": () => Object.defineProperty({}, ["th", "en"].join(""), { get: fails(undefined) }),
    "what cannot be printed": () => unprintable,
    "what cannot be read": () => unreadable(new Error("on purpose")),
    "what throws nothing": () => unreadable(undefined),
    "what throws the unprintable": () => unreadable(unprintable),
    "what throws no prototype": () => unreadable(Object.create(null)),
    "a big integer": () => 10n,
    "a symbol": () => Symbol("s"),
    "a function": () => () => {},
    "languages that are none": () => ({ id: campaign, locale: "!!", language: "!!", timeZone: "Mars/Phobos" }),
    "a locale that is a thing": () => ({ id: campaign, locale: {}, timeZone: {} }),
    "rows with prototypes": () =>
      JSON.parse('[{"id":"p1","caseKey":"p1","__proto__":{"polluted":true}},{"__proto__":1}]'),
  };

  const made: { name: string; make: () => object }[] = [{ name: "nothing at all", make: () => ({}) }];
  for (const [part, inner] of [
    ["recipient", "postalAddress"],
    ["recipient", "firstName"],
    ["event", "data"],
    ["content", "pdf"],
  ] as const)
    for (const [what, value] of Object.entries(values)) {
      const make = () => ({ ...fine(), [part]: { ...fine()[part], [inner]: value() } });
      made.push({ name: `${part}.${inner}: ${what}`, make });
    }
  for (const part of Object.keys(fine())) {
    made.push({ name: `no ${part}`, make: () => ({ ...fine(), [part]: undefined }) });
    for (const [what, value] of Object.entries(values)) {
      made.push({ name: `${part}: ${what}`, make: () => ({ ...fine(), [part]: value() }) });
    }
    for (const [what, thrown] of Object.entries({ error: new Error("on purpose"), thing: unprintable })) {
      const make = () =>
        Object.defineProperty(fine(), part, { get: fails(thrown), set: fails(thrown), enumerable: true });
      made.push({ name: `${part}: reading it throws an ${what}`, make });
    }
  }
  made.push({ name: "one that takes nothing new", make: () => Object.preventExtensions({ ...fine(), _msgid: "m" }) });
  return made;
}
