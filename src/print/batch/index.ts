export type {
  BatchLetter,
  BatchOrder,
  BatchWay,
  MadeBatch,
  MadeFile,
  MadeLetter,
  PlacedLetter,
} from "./contract.ts";
export { makeBatch } from "./make.ts";
export { pieceOf } from "./names.ts";
