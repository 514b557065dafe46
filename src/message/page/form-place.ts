/** Where the form of a personal page goes; nothing in data can write it. */
export const formPlace = "<response-form></response-form>";

const comment = /<!--[\s\S]*?-->/g;
const tag = /<response-form(?=[\s/>])[^>]*>/gi;
const endTag = /<\/response-form\s*>/gi;

/** A page whose places for the form are all written alike; in a comment there is none. */
export function withFormPlace(page: string): string {
  const seen = page.replace(comment, (text) => text.replace(tag, "").replace(endTag, ""));
  return seen.replace(endTag, "").replace(tag, formPlace);
}

/** How many places for the form a page has. */
export const formPlaces = (page: string) => page.split(formPlace).length - 1;
