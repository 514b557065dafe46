import * as z from "zod";

/** Instant in ISO 8601, UTC. */
export const Instant = z.iso.datetime();
