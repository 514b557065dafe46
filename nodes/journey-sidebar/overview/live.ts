import type { NodeAPI } from "node-red";
import { deployedCampaigns } from "../../shared/deployed-campaigns.ts";
import { type NewsTold, newsTopic } from "../desk.ts";
import { type OverviewAnswer, overviewTopic } from "./desk.ts";
import { look } from "./look.ts";

/** Milliseconds between two words to the editors. */
const pause = 1_000;
/** From a commit to the word of it: what belongs together is told together. */
const gathering = 100;
/** Milliseconds after which an editor that has not asked again is closed: it asks every minute. */
const interest = 3 * 60_000;

interface Watched {
  campaign: string;
  /** Until when somebody is taken to look. */
  until: number;
  /** Not before this instant is the next word. */
  next: number;
  /** What was told last. */
  told?: string;
  timer?: NodeJS.Timeout;
  unlisten?: () => void;
}

const wordOf = ({ at: _, gone: __, ...figures }: OverviewAnswer): string => JSON.stringify(figures);

/**
 * Tells all open editors when something has happened in a campaign, and when its figures have changed. As long as no editor
 * looks, or nothing happens, nothing is listened to, counted or told; while flows are stopped, neither.
 */
export class Live {
  private readonly watched = new Map<string, Watched>();
  private readonly RED: NodeAPI;

  constructor(RED: NodeAPI) {
    this.RED = RED;
    RED.events.on("flows:stopping", () => {
      for (const one of this.watched.values()) this.rest(one);
    });
    RED.events.on("flows:started", () => {
      for (const one of this.watched.values()) this.listen(one, true);
    });
  }

  /** An editor looks at a campaign, and was answered this. */
  seen(answer: OverviewAnswer): void {
    const { campaign } = answer;
    const known = this.watched.get(campaign);
    const one = known ?? { campaign, until: 0, next: 0 };
    one.until = Date.now() + interest;
    if (known === undefined) {
      one.told = wordOf(answer);
      this.watched.set(campaign, one);
      this.listen(one, false);
      // Another process, or a person at a terminal, has changed something: the other editors hear of it as well.
    } else if (one.told !== wordOf(answer)) this.changed(one);
  }

  /** How much is under way, for tests. */
  get load(): { listening: number; timers: number } {
    const all = [...this.watched.values()];
    return {
      listening: all.filter(({ unlisten }) => unlisten !== undefined).length,
      timers: all.filter(({ timer }) => timer !== undefined).length,
    };
  }

  private rest(one: Watched): void {
    one.unlisten?.();
    one.unlisten = undefined;
    clearTimeout(one.timer);
    one.timer = undefined;
  }

  private listen(one: Watched, anew: boolean): void {
    this.rest(one);
    const node = deployedCampaigns(this.RED).find(({ id }) => id === one.campaign);
    if (node === undefined || one.until < Date.now()) {
      this.watched.delete(one.campaign);
      return;
    }
    // Until it is known who can be listened to; a deploy meanwhile puts another in its place.
    let ended = false;
    const end = () => {
      ended = true;
    };
    one.unlisten = end;
    node.house.then(
      ({ onChange }) => {
        if (ended) return;
        one.unlisten = onChange(() => this.changed(one));
        if (anew) this.changed(one);
      },
      // The campaign itself says that its store cannot be opened.
      () => {},
    );
  }

  private changed(one: Watched): void {
    if (one.timer !== undefined) return;
    const now = Date.now();
    if (one.until < now) {
      this.rest(one);
      this.watched.delete(one.campaign);
      return;
    }
    one.timer = setTimeout(() => void this.tell(one), Math.max(gathering, one.next - now)).unref();
  }

  private async tell(one: Watched): Promise<void> {
    one.timer = undefined;
    one.next = Date.now() + pause;
    const news: NewsTold = { campaign: one.campaign };
    this.RED.comms.publish(newsTopic, news, false);
    const node = deployedCampaigns(this.RED).find(({ id }) => id === one.campaign);
    // What a store that is being closed does not say is asked for again by the editors.
    const found = await node?.house.then(({ store }) => look(store, one.campaign, Date.now())).catch(() => undefined);
    if (found === undefined || wordOf(found) === one.told) return;
    one.told = wordOf(found);
    const { gone: _, ...told } = found;
    this.RED.comms.publish(overviewTopic, told, false);
  }
}
