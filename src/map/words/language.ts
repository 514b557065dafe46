import type { languageOf } from "../../language/index.ts";

/** Languages a map speaks. */
export type Language = ReturnType<typeof languageOf>;
