import type { PlayAnswer, PlayStep } from "../../../nodes/journey-sidebar/play/desk.ts";
import { type Runtime, until } from "../runtime.ts";

const desk = "/belle-histoire/journey";

/** Asks the sidebar's routes; `user`: by a token that is their name. @throws what was answered, where it is no success */
export async function ask(runtime: Runtime, path: string, { body, user }: { body?: object; user?: string } = {}) {
  const headers = {
    ...{ "content-type": "application/json", "accept-language": "en" },
    ...(user !== undefined && { authorization: `Bearer ${user}` }),
  };
  const asked = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(runtime.urlOf(`${desk}/${path}`), asked);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as PlayAnswer;
}

export const begin = (runtime: Runtime, asked: object, user?: string) =>
  ask(runtime, "play", { body: { case: asked }, user });

export async function ended(
  runtime: Runtime,
  { id }: Pick<PlayAnswer, "id">,
  { user, seconds = 40 }: { user?: string; seconds?: number } = {},
): Promise<PlayAnswer> {
  const look = async () => {
    const told = await ask(runtime, `play/${id}`, { user });
    return told.state === "playing" ? undefined : told;
  };
  return until(look, "the play is over", seconds);
}

export const play = async (runtime: Runtime, asked: object) => ended(runtime, await begin(runtime, asked));
export const kinds = ({ steps }: PlayAnswer, ...wanted: PlayStep["kind"][]) =>
  steps.filter(({ kind }) => wanted.includes(kind)).map(({ kind, label }) => `${kind} ${label}`);
export const inWords = ({ steps }: PlayAnswer) =>
  steps.map(({ kind, label, text }) => `${kind} ${label}: ${text}`).join("\n");
export const bytesOf = async (runtime: Runtime, { id }: PlayAnswer, name = "") =>
  new Uint8Array(await (await fetch(runtime.urlOf(`${desk}/play/${id}/file/${name}`))).arrayBuffer());

/** What happens in a case. */
export function words(...said: object[]): object {
  // biome-ignore lint/suspicious/noThenProperty: a case says what happens then.
  return { then: said };
}

export const zebulon = {
  ...{ version: 1, name: "Zebulon", entry: "List", startsAt: "2026-03-02T21:30:00Z" },
  recipient: {
    ...{ id: "P-1", firstName: "Zebulon", lastName: "Moreau", email: "zebulon@example.org", phone: "+33639980012" },
    postalAddress: { country: "FR", postalCode: "99380", locality: "Saint-Aurèle", thoroughfare: ["1 rue Basse"] },
  },
};
