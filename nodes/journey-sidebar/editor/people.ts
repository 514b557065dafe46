import { addStyle } from "../../shared/editor-form.ts";
import { lookInSight } from "../../shared/editor-in-sight.ts";
import { onNews } from "./news.ts";
import type { Desk, Pane } from "./pane.ts";
import dialogStyle from "./people/dialog.css";
import { foundList } from "./people/found.ts";
import style from "./people/people.css";
import storyStyle from "./people/story.css";
import { personStory } from "./people/story.ts";

/** Milliseconds: what another process did is seen so late at the latest, and much that happens no more often than that. */
const pace = { least: 2_000, most: () => 15_000 };

/** People: search, and the story of one of them. Both ask again when something has happened in the campaign. */
function openPeople(place: JQuery, desk: Desk) {
  addStyle("belle-people-style", style + storyStyle + dialogStyle);
  const list = foundList(desk, (id, journey) => {
    list.place.prop("hidden", true);
    story.open(id, journey);
  });
  const story = personStory(desk, (said) => {
    list.place.prop("hidden", false);
    list.back(said);
  });
  place.addClass("belle-people").append(list.place, story.place);

  let campaign: string | undefined;
  /** Whose key is to be searched for first. */
  let sought: string | undefined;
  const looking = lookInSight({ ...pace, told: onNews(() => campaign) }, () => {
    const key = sought;
    sought = undefined;
    if (key !== undefined) return list.find(key);
    return story.isOpen() ? story.look() : list.look();
  });
  return {
    shown(about?: string) {
      if (campaign !== desk.campaign() || about !== undefined) story.close();
      campaign = desk.campaign();
      list.place.prop("hidden", story.isOpen());
      sought = about;
      looking.start();
    },
    hidden: looking.stop,
  };
}

export const people: Pane = { name: "people", icon: "user", open: openPeople };
