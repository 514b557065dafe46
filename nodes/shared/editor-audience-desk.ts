import {
  audiencePath,
  type ImportsAnswer,
  type LookAnswer,
  type LookRequest,
  type UploadAnswer,
} from "../audience/desk.ts";
import type { Translate } from "./editor-catalogue.ts";
import { sentencesOf } from "./editor-preview.ts";

/** What Node-RED answers to the form of an audience, or the sentence that says why it does not. */
export type AudienceAnswer<Value> = { value: Value } | { problem: string };

/** jQuery and a relative address, because Node-RED adds the editor's token to such requests only. */
function ask<Value>(path: string, _: Translate, options: object): Promise<AudienceAnswer<Value>> {
  const request = $.ajax({
    url: path,
    // Reasons come in the editor's language.
    headers: { "Accept-Language": RED.i18n.lang() },
    dataType: "json",
    cache: false,
    ...options,
  });
  return new Promise((resolve) => {
    request.done((value: Value) => resolve({ value }));
    request.fail(({ status, responseJSON }) => {
      if (status === 404) return resolve({ problem: _("desk.deploy") });
      if (status === 401 || status === 403) return resolve({ problem: _("desk.rights") });
      if (status === 0) return resolve({ problem: _("desk.offline") });
      resolve({ problem: sentencesOf(responseJSON, _("desk.failed", { status })).join(" ") });
    });
  });
}

const json = (body: object) => ({
  type: "POST",
  contentType: "application/json; charset=utf-8",
  data: JSON.stringify(body),
});

export function sendFile(node: string, file: File, _: Translate): Promise<AudienceAnswer<UploadAnswer>> {
  const body = { type: "POST", contentType: "application/octet-stream", data: file, processData: false };
  return ask(audiencePath(node, "upload"), _, body);
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
