export type {
  BatchLetter,
  BatchOrder,
  BatchWay,
  MadeBatch,
  MadeFile,
  MadeLetter,
  PlacedLetter,
  ProofReason,
} from "./contract.ts";
export { type Making, makeBatch } from "./make.ts";
export { pieceOf } from "./names.ts";
