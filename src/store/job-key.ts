import { sha256 } from "../contract/index.ts";

/** Sends with one reference are one job of their carrier. Of a fixed length: an index takes no text without end. */
export const jobOf = (reference: string): string => sha256(reference);
