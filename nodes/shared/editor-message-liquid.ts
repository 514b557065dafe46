/** How Monaco colours Liquid in HTML and MJML. Its own Liquid cuts `mj-text` in two, and knows neither our tags nor our filters. */

const name = "belle-liquid";

const string = [/"[^"]*"|'[^']*'/, "string"] as const;
const opensLiquid = [
  [/\{%-?\s*comment\s*-?%\}/, "comment", "@comment"],
  [/\{%-?\s*raw\s*-?%\}/, "keyword", "@raw"],
  [/\{\{-?/, "delimiter", "@output"],
  [/\{%-?/, "delimiter", "@tag"],
];

const value = (quote: string) => [
  { include: "@liquid" },
  [new RegExp(quote), "attribute.value", "@pop"],
  [new RegExp(`[^${quote}{]+`), "attribute.value"],
  [/\{/, "attribute.value"],
];

const grammar = {
  defaultToken: "",
  tokenizer: {
    root: [
      { include: "@liquid" },
      [/<!--/, "comment", "@remark"],
      [/(<\/?)([A-Za-z][\w:-]*)/, ["delimiter", { token: "tag", next: "@element" }]],
      [/[^<{]+/, ""],
      [/[<{]/, ""],
    ],
    liquid: opensLiquid,
    comment: [
      [/\{%-?\s*endcomment\s*-?%\}/, "comment", "@pop"],
      [/[^{]+|\{/, "comment"],
    ],
    raw: [
      [/\{%-?\s*endraw\s*-?%\}/, "keyword", "@pop"],
      [/[^{]+|\{/, ""],
    ],
    remark: [
      [/-->/, "comment", "@pop"],
      [/[^-]+|-/, "comment"],
    ],
    element: [
      { include: "@liquid" },
      [/\/?>/, "delimiter", "@pop"],
      [/"/, "attribute.value", "@double"],
      [/'/, "attribute.value", "@single"],
      [/[A-Za-z_][\w:-]*/, "attribute.name"],
      [/[^"'>{A-Za-z_/]+|./, ""],
    ],
    double: value('"'),
    single: value("'"),
    output: [[/-?\}\}/, "delimiter", "@pop"], { include: "@expression" }],
    tag: [
      [/\s+/, ""],
      [/[a-z_]+/, { token: "keyword", switchTo: "@inTag" }],
      [/-?%\}/, "delimiter", "@pop"],
      [/./, ""],
    ],
    inTag: [[/-?%\}/, "delimiter", "@pop"], { include: "@expression" }],
    expression: [
      string,
      [/(\|)(\s*)([a-z_]+)/, ["delimiter", "", "type"]],
      [/\d+(\.\d+)?/, "number"],
      [/\b(true|false|nil|null|blank|empty|and|or|contains|in|limit|offset|reversed|as|with)\b/, "keyword"],
      [/[A-Za-z_][\w-]*(\.[\w-]+)*/, "variable"],
      [/[^}%"'|\w-]+|./, ""],
    ],
  },
};

const pairs = [
  { open: "{{", close: "}}" },
  { open: "{%", close: "%}" },
  { open: '"', close: '"' },
];

/** Makes the language known once. @returns its name */
export function liquidLanguage(monaco: NonNullable<Window["monaco"]>): string {
  const { languages } = monaco;
  if (languages.getLanguages().some(({ id }) => id === name)) return name;
  languages.register({ id: name });
  languages.setMonarchTokensProvider(name, grammar);
  languages.setLanguageConfiguration(name, {
    comments: { blockComment: ["<!--", "-->"] },
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
  });
  return name;
}
