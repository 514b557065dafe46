import { type Field, targetName } from "../../src/webhook/fields/field.ts";
import type { MessageChannel } from "../render-message/config.ts";
import type { SamplesAnswer } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import type { Upstream } from "./editor-message-upstream.ts";

/** Something that can be written into a text. */
export interface Insertion {
  /** What it is, in words; empty where the code says it. */
  words: string;
  /** What is written. */
  code: string;
}

export interface InsertionGroup {
  title: string;
  entries: Insertion[];
}

/** Channels whose texts are HTML. */
const inHtml = (channel: MessageChannel) => channel === "email" || channel === "page";

const output = (inside: string) => `{{ ${inside} }}`;

function ofRecipient({ attributes }: Upstream, _: Translate): Insertion[] {
  const named: [words: string, path: string][] = [
    ["salutation", 'recipient | salutation: "dear"'],
    ...["title", "firstName", "lastName", "email", "phone", "id"].map((name): [string, string] => [
      name,
      `recipient.${name}`,
    ]),
    ["street", 'recipient.postalAddress.thoroughfare | join: ", "'],
    ["postalCode", "recipient.postalAddress.postalCode"],
    ["locality", "recipient.postalAddress.locality"],
  ];
  return [
    ...named.map(([words, path]) => ({ words: _(`variable.${words}`), code: output(path) })),
    ...attributes.map((path) => ({ words: path.slice("attributes.".length), code: output(`recipient.${path}`) })),
  ];
}

/** How a field is best written, by its type. */
function written({ type }: Field, path: string): string {
  if (type === "money") return `${path} | money`;
  if (type === "date") return `${path} | date: "long"`;
  if (type === "number") return `${path} | number`;
  if (type === "phone") return `${path} | phone`;
  return type === "address" ? `${path}.locality` : path;
}

function ofEvent({ fields }: Upstream, _: Translate): Insertion[] {
  const codes = fields.map((field) => ({
    words: field.name,
    code: output(written(field, `event.data.${targetName(field)}`)),
  }));
  return [
    ...codes,
    { words: _("variable.caseKey"), code: "{{ journey.caseKey }}" },
    { words: _("variable.receivedAt"), code: '{{ event.receivedAt | date: "long" }}' },
  ];
}

function ofDecision({ labels }: Upstream, _: Translate): Insertion[] {
  return [
    { words: _("variable.decision"), code: "{{ decision.label }}" },
    ...labels.map((label) => ({
      words: _("variable.ifDecision", { label }),
      code: `{% if decision.label == ${JSON.stringify(label)} %}…{% endif %}`,
    })),
  ];
}

function ofMaps({ maps }: Upstream, channel: MessageChannel, _: Translate): InsertionGroup[] {
  const parts: [words: string, inside: string][] = [
    ["storeName", "store.name"],
    ["storeAddress", "store.address"],
    ["storePhone", "store.phone | phone"],
    ["distance", "distance | distance"],
    ["duration", "duration | duration"],
    ["mapLink", "webLink"],
  ];
  return maps.map((name) => ({
    title: _("group.map", { name }),
    entries: [
      ...(inHtml(channel) ? [{ words: _("variable.mapImage"), code: imageOf(name) }] : []),
      ...parts.map(([words, inside]) => ({ words: _(`variable.${words}`), code: output(`map.${name}.${inside}`) })),
    ],
  }));
}

const imageOf = (name: string) => `<img src="{{ ${JSON.stringify(name)} | map_image }}" alt="{{ map.${name}.alt }}">`;

/** The films of the nodes before: played in a page, a picture that leads there in an e-mail. */
function ofFilms({ films }: Upstream, channel: MessageChannel, _: Translate): InsertionGroup[] {
  const picture = (name: string) =>
    `<a href="{{ link.page | url }}"><img src="{{ ${JSON.stringify(name)} | video_image }}" alt="{{ video.${name}.alt }}"></a>`;
  return films.map((name) => ({
    title: _("group.film", { name }),
    entries: [
      ...(channel === "page" ? [{ words: _("variable.film"), code: output(`${JSON.stringify(name)} | video`) }] : []),
      ...(inHtml(channel) ? [{ words: _("variable.filmImage"), code: picture(name) }] : []),
      { words: _("variable.filmAlt"), code: output(`video.${name}.alt`) },
    ],
  }));
}

/** What the house document of pages has a look for. */
const pageParts: readonly [words: string, code: string][] = [
  ["form", "<response-form></response-form>"],
  ["media", '<img src="{{ "picture.jpg" | media }}" alt="…">'],
  ["hero", '<header class="hero">\n  <h1>…</h1>\n  <p class="lead">…</p>\n</header>'],
  ["price", '<div class="price">\n  <p>…</p>\n  <strong>{{ 4900 | money: "EUR" }}</strong>\n</div>'],
  ["button", '<a class="button" href="https://example.org">…</a>'],
  ["note", '<p class="note">…</p>'],
];

function ofPage(channel: MessageChannel, _: Translate): InsertionGroup[] {
  if (channel !== "page") return [];
  const entries = pageParts.map(([words, code]) => ({ words: _(`pagePart.${words}`), code }));
  return [{ title: _("group.page"), entries }];
}

/** Ways to write a value, by an example each. */
const filters: readonly [words: string, code: string][] = [
  ["default", '{{ recipient.firstName | default: "" }}'],
  ["capitalizeName", "{{ recipient.lastName | capitalize_name }}"],
  ["money", '{{ 123450 | money: "EUR" }}'],
  ["number", "{{ 1234.5 | number }}"],
  ["date", '{{ "2026-03-31" | date: "long" }}'],
  ["time", '{{ now | date: "time" }}'],
  ["phone", "{{ recipient.phone | phone }}"],
  ["url", '<a href="{{ "https://example.org" | url }}">…</a>'],
];

/** What decides or repeats. */
const tags: readonly [words: string, code: string][] = [
  ["if", "{% if recipient.title %}…{% else %}…{% endif %}"],
  ["optional", "{% optional %}…{% endoptional %}"],
  ["for", "{% for one in event.data.list %}{{ one }}{% endfor %}"],
  ["render", '{% render "footer" %}'],
  ["comment", "{% comment %}…{% endcomment %}"],
];

/** The texts that a campaign shares, as far as a channel can write them: HTML stands in HTML alone. */
function ofBlocks(blocks: SamplesAnswer["blocks"], channel: MessageChannel, _: Translate): InsertionGroup[] {
  const fitting = blocks.filter(({ kind }) => kind === "text" || inHtml(channel));
  const entries = fitting.map(({ name }) => ({ words: name, code: `{% render ${JSON.stringify(name)} %}` }));
  return entries.length === 0 ? [] : [{ title: _("group.blocks"), entries }];
}

/** What can be written into a text, with the names that the flow before it and its campaign give. */
export function insertionGroups(
  upstream: Upstream,
  channel: MessageChannel,
  _: Translate,
  blocks: SamplesAnswer["blocks"] = [],
): InsertionGroup[] {
  const told = (list: typeof filters) =>
    list
      .filter(([words]) => channel !== "sms" || words !== "url")
      .map(([words, code]) => ({ words: _(`variable.${words}`), code }));
  const unsubscribe = { words: _("variable.unsubscribe"), code: "{{ link.unsubscribe }}" };
  const page = { words: _("variable.page"), code: "{{ link.page }}" };
  return [
    { title: _("group.recipient"), entries: ofRecipient(upstream, _) },
    { title: _("group.event"), entries: ofEvent(upstream, _) },
    { title: _("group.decision"), entries: ofDecision(upstream, _) },
    ...ofMaps(upstream, channel, _),
    ...ofFilms(upstream, channel, _),
    ...ofPage(channel, _),
    {
      title: _("group.campaign"),
      entries: [
        { words: _("variable.campaign"), code: "{{ campaign.name }}" },
        page,
        ...(channel === "email" || channel === "sms" ? [unsubscribe] : []),
      ],
    },
    ...ofBlocks(blocks, channel, _),
    { title: _("group.filters"), entries: told(filters) },
    { title: _("group.tags"), entries: told(tags) },
  ];
}

/** The paths of the variables, for a table in which only they are named. */
export function variablePaths(groups: readonly InsertionGroup[]): string[] {
  const paths = groups.flatMap(({ entries }) => entries.map(({ code }) => /^\{\{ ([\w.]+)/.exec(code)?.[1]));
  return [...new Set(paths.filter((path) => path?.includes(".")))] as string[];
}
