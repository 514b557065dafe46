import {
  audiencePath,
  type ImportsAnswer,
  type LookAnswer,
  type LookRequest,
  type UploadAnswer,
} from "../audience/desk.ts";
import { type Answer, ask, fileBody, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";

export type AudienceAnswer<Value> = Answer<Value>;

export function sendFile(node: string, file: File, _: Translate): Promise<AudienceAnswer<UploadAnswer>> {
  return ask(audiencePath(node, "upload"), _, fileBody(file));
}

export function lookAtFile(node: string, form: LookRequest, _: Translate): Promise<AudienceAnswer<LookAnswer>> {
  return ask(audiencePath(node, "look"), _, json(form));
}

export function askImports(node: string, _: Translate): Promise<AudienceAnswer<ImportsAnswer>> {
  return ask(audiencePath(node, "imports"), _, { type: "GET" });
}

/** Has the deployed node enrol its file; answers why it does not. */
export async function startEnrolling(node: string, _: Translate): Promise<string | undefined> {
  const answer = await ask<object>(audiencePath(node, "start"), _, json({}));
  return "problem" in answer ? answer.problem : undefined;
}
