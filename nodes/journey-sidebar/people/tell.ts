import { Fault, type JsonObject, nameLine } from "../../../src/contract/index.ts";
import { reasonInWords } from "../../../src/decision/index.ts";
import { deployedAnew, lineInWords, timeInWords } from "../../../src/journey/index.ts";
import type { Chapter, PersonJourney } from "../../../src/store/index.ts";
import type { JourneyNow, StoryAnswer, StoryPart, StoryQuestion } from "./desk.ts";
import type { Place } from "./routes.ts";

/** Lines of one answer. */
const together = 100;

/** @throws Fault `people.nobody`, `people.no-journey` */
export async function tell(place: Place, { id, journey, before }: StoryQuestion): Promise<StoryAnswer> {
  const { campaign, house } = place;
  const { id: of, timeZone } = campaign.part;
  const [recipient, journeys] = await Promise.all([
    house.store.recipient({ campaign: of, id }),
    house.store.journeysOf({ campaign: of, id }),
  ]);
  if (recipient === undefined || journeys === undefined) throw new Fault("people.nobody");
  const told = journey === undefined ? journeys[0] : journeys.find((one) => one.journey.id === journey);
  if (told === undefined && journey !== undefined) throw new Fault("people.no-journey");
  const { email, phone } = recipient;
  const answer: StoryAnswer = {
    timeZone,
    person: {
      id,
      name: nameLine(recipient),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
    },
    journeys: journeys.map(nowOf),
  };
  if (told === undefined) return answer;
  const page = { limit: together, ...(before !== undefined && { before }) };
  const chapter = await house.store.chapter({ campaign: of, journey: told.journey.id }, page);
  if (chapter === undefined) throw new Fault("people.no-journey");
  const lines = inParts(chapter, place.language, timeZone);
  return { ...answer, told: { journey: told.journey.id, lines, earlier: chapter.earlier } };
}

const nowOf = ({ journey, node: _, ...now }: PersonJourney): JourneyNow => ({
  id: journey.id,
  ...(journey.caseKey !== undefined && { caseKey: journey.caseKey }),
  startedAt: journey.startedAt,
  test: journey.test,
  ...now,
});

function inParts({ lines }: Chapter, language: string, timeZone: string): StoryPart[] {
  const time = timeInWords(language, timeZone);
  const anew = deployedAnew(lines);
  const queued = lines.filter(({ kind }) => kind === "send.queued");
  const channels = new Map(queued.map(({ carries, data }) => [carries, data.channel]));
  return lines.map((line) => {
    const { seq, at, kind, node, carries, branch } = line;
    const channel = kind === "page.published" ? "page" : String(channels.get(carries) ?? "");
    const looks = carries !== undefined && shows.has(kind) && channel !== "service";
    return {
      ...{ seq, at, kind },
      // The branch is told beside it.
      text: lineInWords(branch === undefined ? line : { ...line, data: withoutBranch(line.data) }, language, time),
      ...(node !== undefined && { node }),
      ...(looks && { looks: { id: carries, channel } }),
      ...(branch !== undefined && { branch: { label: branch.label, reason: reasonInWords(branch, language) } }),
      ...(anew.has(line) && { anew: true }),
    };
  });
}

function withoutBranch({ label: _label, reason: _reason, why: _why, ...data }: JsonObject): JsonObject {
  return data;
}

/** Lines at which there is something to be seen of what they tell. */
const shows = new Set(["send.queued", "send.sent", "page.published"]);
