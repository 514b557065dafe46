import { ask, json } from "../../../shared/editor-ask.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { PlayAnswer, PlayCase, PlayStep } from "../../play/desk.ts";

/** Hears of a play. */
export interface Listener {
  /** It has an id, under which its files are. */
  began(id: string): void;
  /** A step is to be seen now: one after the other, at the pace of a person who looks. */
  step(step: PlayStep): void;
  /** All steps were seen. */
  ended(answer: PlayAnswer): void;
  failed(problem: string): void;
}

export interface Playing {
  /** Ends the play, and tells nothing any more. */
  stop(): void;
  /** Ends the play; what was played so far is told to its end. */
  halt(): void;
}

/** Milliseconds between two steps, and between two looks at a play that says nothing. */
const pace = { step: 420, look: 1000 } as const;

const wantsStillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Plays a case in the flow that runs, and shows its steps in order: Node-RED is far quicker than one can look. */
export function play(played: PlayCase, _: Translate, listener: Listener): Playing {
  const over = new AbortController();
  const { signal } = over;
  const coming: PlayStep[] = [];
  let id: string | undefined;
  let taken = 0;
  let asking = false;
  let again = false;
  let last: PlayAnswer | undefined;
  let showing: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let halted = false;

  const show = () => {
    showing = undefined;
    const step = coming.shift();
    if (step !== undefined) listener.step(step);
    if (coming.length > 0) showing = setTimeout(show, wantsStillness() ? 0 : pace.step);
    else if (last !== undefined && last.state !== "playing") end(last);
  };
  const end = (answer: PlayAnswer) => {
    if (signal.aborted) return;
    close();
    listener.ended(answer);
  };
  const take = (answer: PlayAnswer) => {
    last = answer;
    coming.push(...answer.steps.slice(taken));
    taken = answer.steps.length;
    if (showing === undefined) show();
  };
  const look = async () => {
    if (id === undefined || signal.aborted) return;
    // What is told meanwhile may be more than this answer knows.
    if (asking) {
      again = true;
      return;
    }
    clearTimeout(looking);
    asking = true;
    const answer = await ask<PlayAnswer>(`belle-histoire/journey/play/${id}`, _, {}, { signal });
    asking = false;
    if (signal.aborted) return;
    if ("problem" in answer) return fail(answer.problem);
    take(answer.value);
    if (answer.value.state !== "playing") return;
    if (again) {
      again = false;
      void look();
    } else looking = setTimeout(() => void look(), pace.look);
  };
  const told = () => void look();
  const topic = () => `belle-histoire/play/${id}`;
  const close = () => {
    over.abort();
    clearTimeout(looking);
    clearTimeout(showing);
    if (id !== undefined) RED.comms.unsubscribe(topic(), told);
  };
  const fail = (problem: string) => {
    close();
    listener.failed(problem);
  };
  const askToStop = () => {
    if (id !== undefined && last?.state === "playing") void ask(`belle-histoire/journey/play/${id}/stop`, _, json({}));
  };
  const begin = async () => {
    const answer = await ask<PlayAnswer>("belle-histoire/journey/play", _, json({ case: played }));
    if ("problem" in answer) return signal.aborted ? undefined : fail(answer.problem);
    id = answer.value.id;
    last = answer.value;
    if (signal.aborted) return askToStop();
    listener.began(id);
    RED.comms.subscribe(topic(), told);
    take(answer.value);
    if (halted) askToStop();
    if (answer.value.state === "playing") void look();
  };
  void begin();
  return {
    stop() {
      askToStop();
      close();
    },
    halt() {
      halted = true;
      askToStop();
    },
  };
}
