import type { FormTexts, PageForm } from "../../src/page/index.ts";
import type { Field } from "../../src/webhook/index.ts";
import type { PageLanguage, PersonalPageConfig } from "./config.ts";

const filled = (text: string | undefined) => (text?.trim() ? text : undefined);

/** The entries that say something. */
function filledIn(texts: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => filled(text) !== undefined));
}

/** What one reads in the place of a field's values, in the node's own language. */
function ownChoices({ values = [] }: Field): Record<string, string> {
  return Object.fromEntries(
    values.flatMap(({ value, synonyms: [text] }) => (text === undefined ? [] : [[value, text]])),
  );
}

/** The texts of the node itself. */
function ownTexts({ fields, intro, submit, thanks }: PersonalPageConfig): FormTexts {
  return {
    intro: filled(intro),
    submit: filled(submit),
    thanks: filled(thanks),
    labels: filledIn(Object.fromEntries(fields.map(({ name, meaning = "" }) => [name, meaning]))),
    choices: Object.fromEntries(fields.map((field) => [field.name, ownChoices(field)])),
  };
}

/** The texts of a language; what it does not name a field by, the node's own language does. */
function textsOf(language: PageLanguage, own: FormTexts): FormTexts {
  const names = new Set([...Object.keys(own.choices), ...Object.keys(language.choices ?? {})]);
  const choices = [...names].map((name) => [name, { ...own.choices[name], ...filledIn(language.choices?.[name]) }]);
  return {
    intro: filled(language.intro),
    submit: filled(language.submit),
    thanks: filled(language.thanks),
    labels: { ...own.labels, ...filledIn(language.labels) },
    choices: Object.fromEntries(choices),
  };
}

const bare = (tag: string) => tag.toLowerCase().split("-", 1)[0];

/** The form as its visitors see it: in their language where the node has it, else in another of the same name, else in its own. */
export function formOf(config: PersonalPageConfig): PageForm {
  const own = ownTexts(config);
  const known = config.languages.map((language) => [language.language.toLowerCase(), textsOf(language, own)] as const);
  return {
    fields: config.fields,
    country: config.country,
    currency: config.currency,
    again: config.again,
    texts(language) {
      const asked = language.toLowerCase();
      const [, texts = own] =
        known.find(([tag]) => tag === asked) ?? known.find(([tag]) => bare(tag) === bare(asked)) ?? [];
      return texts;
    },
  };
}
