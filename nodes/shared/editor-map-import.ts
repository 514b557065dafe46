import {
  type ImportFile,
  type ImportRequest,
  type ImportState,
  type ImportsAnswer,
  servicePath,
  type UploadAnswer,
  type UploadPart,
  uploadParts,
} from "../map-service/desk.ts";
import { ask, fileBody, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";

/** Milliseconds between two looks at an import that runs. */
const pause = 1_000;

export interface ImportForm {
  /** Ends what only the open form does. What is being sent, or imported, goes on. */
  close(): void;
}

/**
 * Imports an area file from the form: sends the chosen files, starts the import and shows how it stands, also of one that was
 * started before.
 *
 * @param done called with the area file when one was made
 */
export function prepareImport(_: Translate, done: (file: string) => void): ImportForm {
  const start = $("#belle-import-start");
  const cancel = $("#belle-import-cancel");
  const bar = $("#belle-import-progress");
  const state = $("#belle-import-state");
  const problem = $("#belle-import-problem");
  const target = () => String($("#belle-import-file").val() ?? "").trim();
  let sending = new AbortController();
  let closed = false;
  let timer: number | undefined;
  /** The import that this form started or found running. */
  let watched: string | undefined;

  const show = (share: number | undefined, text: string) => {
    bar.prop({ hidden: share === undefined, value: share ?? 0 });
    state.text(text);
  };
  const busy = (on: boolean) => {
    start.prop("disabled", on).attr("aria-busy", String(on));
    cancel.prop("hidden", !on);
  };

  function tell({ state: standing, share, text, file }: ImportState): void {
    const running = standing === "running";
    busy(running);
    show(running ? share : undefined, standing === "failed" ? "" : text);
    problem.text(standing === "failed" ? text : "");
    if (running) watched = file;
    else if (watched === file) {
      watched = undefined;
      if (standing === "done") done(file);
    }
  }
  async function look(): Promise<void> {
    window.clearTimeout(timer);
    const answer = await ask<ImportsAnswer>(servicePath("imports"), _, { type: "GET" });
    if (closed || "problem" in answer) return;
    const { imports, areas } = answer.value;
    $("#belle-area-files")
      .empty()
      .append(areas.map((value) => $("<option>", { value })));
    const shown = imports.find(({ file }) => file === watched) ?? imports.find((one) => one.state === "running");
    if (shown === undefined) return;
    $("#belle-import").prop("open", true);
    tell(shown);
    if (shown.state === "running") timer = window.setTimeout(() => void look(), pause);
  }

  /** A chosen file is sent; a path is left to the server. */
  async function fileOf(part: UploadPart): Promise<ImportFile | undefined> {
    const chosen = ($(`#belle-import-${part}`)[0] as HTMLInputElement).files?.[0];
    const path = String($(`#belle-import-${part}-path`).val() ?? "").trim();
    if (chosen === undefined) return path === "" ? undefined : { path };
    const sent = (share: number) => show(share, _("import.sending", { name: chosen.name }));
    sent(0);
    const answer = await ask<UploadAnswer>(servicePath(`upload/${part}`), _, fileBody(chosen), {
      signal: sending.signal,
      sent,
    });
    if ("problem" in answer) throw new Error(answer.problem);
    return { upload: answer.value.id };
  }
  async function begin(): Promise<void> {
    sending = new AbortController();
    problem.text("");
    busy(true);
    try {
      const files: Partial<Record<UploadPart, ImportFile>> = {};
      for (const part of uploadParts) files[part] = await fileOf(part);
      const name = String($("#belle-import-name").val() ?? "").trim();
      // Without map data the answer says what is missing.
      const request: ImportRequest = { ...files, pbf: files.pbf ?? {}, file: target(), name };
      const answer = await ask<object>(servicePath("import"), _, json(request));
      if ("problem" in answer) throw new Error(answer.problem);
      watched = target();
      await look();
    } catch (error) {
      busy(false);
      show(undefined, "");
      problem.text((error as Error).message);
    }
  }
  start.on("click", () => void begin());
  cancel.on("click", () => {
    sending.abort();
    if (watched !== undefined) void ask(servicePath("cancel"), _, json({ file: watched })).then(look);
  });
  void look();
  return {
    close() {
      closed = true;
      window.clearTimeout(timer);
    },
  };
}
