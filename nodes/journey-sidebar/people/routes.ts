import type { NodeAPI } from "node-red";
import type { House } from "../../../src/journey/index.ts";
import { deployedCampaign } from "../../shared/deployed-campaigns.ts";
import { type Asked, deskRoute } from "../../shared/desk-route.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import { endJourney, moveOn } from "./act.ts";
import { Ending, Erasing, Looking, MovingOn, OfFile, OfPerson, readAsked, Searching, Telling } from "./asked.ts";
import { fileOf, lookAt } from "./look.ts";
import { erase, eraseLook, exportFile } from "./rights.ts";
import { search } from "./search.ts";
import { tell } from "./tell.ts";

/** Where a question is answered. */
export interface Place {
  campaign: CampaignNode;
  house: House;
  /** Of the editor. */
  language: string;
  by: Asked["by"];
}

/** What the page “people” of the sidebar asks. */
export function peopleRoutes(RED: NodeAPI): void {
  function route<Question extends { campaign: string }>(
    method: "look" | "post",
    path: string,
    read: (asked: Asked) => Question,
    answer: (place: Place, question: Question) => Promise<unknown>,
  ): void {
    deskRoute(RED, method, `people/${path}`, async (asked) => {
      const question = read(asked);
      const campaign = deployedCampaign(RED, question.campaign);
      return answer({ campaign, house: await campaign.house, language: asked.language, by: asked.by }, question);
    });
  }
  route("look", "search", readAsked(Searching), search);
  route("look", "story", readAsked(Telling), tell);
  route("look", "look", readAsked(Looking), lookAt);
  route("look", "file", readAsked(OfFile), fileOf);
  route("post", "export", readAsked(OfPerson), exportFile);
  route("post", "erase-look", readAsked(OfPerson), eraseLook);
  route("post", "erase", readAsked(Erasing), erase);
  route("post", "exit", readAsked(Ending), endJourney);
  route("post", "move-on", readAsked(MovingOn), moveOn);
}
