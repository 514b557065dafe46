/** Sentences of one area in every language of the product. French must have the keys of English. */
export interface Texts<Key extends string> {
  en: Readonly<Record<Key, string>>;
  fr: Readonly<Record<Key, string>>;
}

/** Declares the sentences of an area; `{name}` stands for a value. The compiler compares the keys. */
export function texts<Key extends string>(en: Record<Key, string>, fr: Record<NoInfer<Key>, string>): Texts<Key> {
  return { en, fr };
}
