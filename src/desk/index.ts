export { type Figures, figuresOf } from "./figures.ts";
export { type Funnel, type FunnelRow, funnelOf } from "./funnel.ts";
export type { SavedNode } from "./wiring.ts";
