import { contrast } from "../../contrast.ts";

export const white = "#ffffff";
export const black = "#1b1b1f";

/** White or nearly black, whichever is better read on the colour. */
export const inkOn = (ground: string): string => (contrast(ground, white) >= contrast(ground, black) ? white : black);
