import { type Clock, instant } from "../clock.ts";
import type { PlayContent, PlayStep, PlayWire, StepKind } from "./step.ts";

/** What a node tells of itself. */
export interface Told {
  kind: StepKind;
  /** One sentence, in the language of who looks on. */
  text: string;
  says?: string;
  content?: PlayContent;
}

/** Nobody reads a longer story; one that is longer goes round in a circle. */
const mostSteps = 2_000;

/** What happens in a play, in its order. */
export class Story {
  readonly steps: PlayStep[] = [];
  readonly problems: string[] = [];
  /** Wires on which something has come to a node that has not told of it yet. */
  private readonly arrived = new Map<string, PlayWire[]>();
  private readonly clock: Pick<Clock, "now">;
  private readonly labelOf: (node: string) => string;
  private readonly heard: (step: PlayStep) => void;

  /** `heard` is called for each step. */
  constructor(clock: Pick<Clock, "now">, labelOf: (node: string) => string, heard: (step: PlayStep) => void) {
    this.clock = clock;
    this.labelOf = labelOf;
    this.heard = heard;
  }

  /** Longer than anybody reads. */
  get full(): boolean {
    return this.steps.length >= mostSteps;
  }

  /** A message is on its way to a node. */
  arrive(wire: PlayWire): void {
    const wires = this.arrived.get(wire.to) ?? [];
    wires.push(wire);
    this.arrived.set(wire.to, wires);
  }

  tell(node: string, { kind, text, says, content }: Told): void {
    if (this.full) return;
    const wires = this.arrived.get(node) ?? [];
    this.arrived.delete(node);
    const step: PlayStep = {
      number: this.steps.length + 1,
      at: instant(this.clock.now()),
      node,
      label: this.labelOf(node),
      kind,
      wires,
      text,
      ...(says !== undefined && { says }),
      ...(content !== undefined && { content }),
    };
    this.steps.push(step);
    this.heard(step);
  }

  /** What of the flow was not played, or why it failed: once each. */
  problem(text: string): void {
    if (!this.problems.includes(text) && this.problems.length < 50) this.problems.push(text);
  }
}
