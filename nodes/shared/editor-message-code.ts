import type { TextName } from "../render-message/config.ts";
import type { PlacedProblem } from "../render-message/preview-answer.ts";
import { closeCodeEditor, setUpForText } from "./editor-message-editor.ts";
import { liquidLanguage } from "./editor-message-liquid.ts";
import type { MessageTexts } from "./editor-message-texts.ts";

/** A long text in one of its languages. */
interface Page {
  name: TextName;
  language: string;
}

/** The texts that are too long for a field, in one editor that shows one of them at a time. */
export interface CodePages {
  shown(): Page;
  show(page: Page, label: string): void;
  /** Writes at the cursor, over what is selected. */
  insert(text: string): void;
  /** Puts the cursor at a place, counted from 1. */
  goTo(line: number, column: number): void;
  /** Replaces a whole text; in Monaco that can be undone. */
  replace(page: Page, text: string): void;
  forget(language: string): void;
  /** Marks what is wrong at its place, instead of what was marked before. */
  mark(problems: readonly (PlacedProblem & { language: string })[]): void;
  resize(): void;
  close(): void;
}

const owner = "belle-histoire";

/** The end of what stands at a place: a tag of Liquid, a word, or one character. */
export function endOf(line: string, column: number): number {
  const [found = ""] = /^(\{\{.*?\}\}|\{%.*?%\}|<\/?[\w-]+|[\w.-]+|.)/u.exec(line.slice(column - 1)) ?? [];
  return column + Math.max(1, found.length);
}

/** Whether the editor that is set up is the classic one; its modes have no Liquid, and HTML comes nearest to it. */
const isAce = () => RED.editor.codeEditor?.editor?.type === "ace";

/**
 * Makes the editor. Each page is a model of Monaco's, with its own history and its own marks; the classic editor is
 * given another text.
 */
export function openCodePages(id: string, texts: MessageTexts, typed: (page: Page) => void): CodePages {
  const editor = RED.editor.createEditor({ id, mode: isAce() ? "ace/mode/html" : "ace/mode/liquid", value: "" });
  setUpForText(editor, "");
  const monaco = editor.setModel === undefined ? undefined : window.monaco;
  const models = new Map<string, MonacoModel>();
  const first = monaco === undefined ? undefined : editor.getModel?.();
  let page: Page = { name: "body", language: "" };
  let silent = false;
  const keyOf = ({ name, language }: Page) => `${name} ${language}`;
  const modelOf = (of: Page) => {
    const known = models.get(keyOf(of));
    if (known !== undefined || monaco === undefined) return known;
    const model = monaco.editor.createModel(texts.get(of.name, of.language), liquidLanguage(monaco));
    models.set(keyOf(of), model);
    return model;
  };
  const take = () => {
    const text = editor.getValue();
    if (silent || text === texts.get(page.name, page.language)) return;
    texts.set(page.name, page.language, text);
    typed(page);
  };
  const setSilently = (text: string) => {
    silent = true;
    editor.setValue?.(text);
    silent = false;
  };
  if (editor.onDidChangeModelContent !== undefined) editor.onDidChangeModelContent(take);
  // The classic editors tell in ways of their own; what is done with keys and the mouse is told by the page.
  else $(`#${id}`).on("keyup input cut paste drop", () => setTimeout(take));
  return {
    shown: () => page,
    show(next, label) {
      page = next;
      const model = modelOf(next);
      if (model === undefined) setSilently(texts.get(next.name, next.language));
      else editor.setModel?.(model);
      if (first !== undefined && first !== null && !first.isDisposed()) first.dispose();
      editor.updateOptions?.({ ariaLabel: label });
    },
    insert(text) {
      if (editor.executeEdits !== undefined && editor.getSelection !== undefined)
        editor.executeEdits(owner, [{ range: editor.getSelection(), text, forceMoveMarkers: true }]);
      else if (editor.getCursorPosition !== undefined && editor.session?.insert !== undefined)
        editor.session.insert(editor.getCursorPosition(), text);
      take();
      editor.focus();
    },
    goTo(line, column) {
      if (editor.setPosition !== undefined) {
        editor.setPosition({ lineNumber: line, column });
        editor.revealLineInCenter?.(line);
      } else editor.gotoLine?.(isAce() ? line : line - 1, column - 1);
      editor.focus();
    },
    replace(of, text) {
      const model = modelOf(of);
      texts.set(of.name, of.language, text);
      if (model !== undefined) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      else if (keyOf(of) === keyOf(page)) setSilently(text);
      typed(of);
    },
    forget(language) {
      for (const [key, model] of models)
        if (key.endsWith(` ${language}`)) {
          model.dispose();
          models.delete(key);
        }
    },
    mark(problems) {
      if (monaco === undefined) return;
      for (const [key, model] of models) {
        const here = problems.filter(
          (one) => one.block === undefined && keyOf({ name: one.text as TextName, language: one.language }) === key,
        );
        const markers = here.map(({ line, column, detail, overcome }) => {
          const at = Math.min(Math.max(1, line), model.getLineCount());
          const [startLineNumber, endLineNumber] = [at, at];
          const endColumn = endOf(model.getLineContent(at), column);
          return {
            startLineNumber,
            startColumn: column,
            endLineNumber,
            endColumn,
            message: detail,
            severity: overcome ? 4 : (8 as 4 | 8),
          };
        });
        monaco.editor.setModelMarkers(model, owner, markers);
      }
    },
    resize: () => editor.resize?.(),
    close() {
      for (const model of models.values()) monaco?.editor.setModelMarkers(model, owner, []);
      closeCodeEditor(editor);
      for (const model of models.values()) if (!model.isDisposed()) model.dispose();
      models.clear();
    },
  };
}
