export { checkForeignAddress } from "./abroad.ts";
export { formatFrenchAddress } from "./format.ts";
export { checkFrenchAddress } from "./french.ts";
