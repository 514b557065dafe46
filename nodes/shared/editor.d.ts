/** What our editor halves use of Node-RED's editor. It has no complete types of its own for these widgets and callbacks. */

declare module "*.css" {
  const text: string;
  export default text;
}

/** A node as the editor holds it: its saved properties lie beside these. */
interface EditorNode {
  readonly id: string;
  readonly type: string;
  /** The flow it lies on. */
  readonly z: string;
  readonly changed?: boolean;
  readonly valid?: boolean;
  readonly inputs?: number;
  outputs?: number;
  credentials?: Record<string, unknown> & { _?: Record<string, unknown> };
  /** As it stands below the node. */
  status?: NodeStatus;
  dirtyStatus?: boolean;
  dirty?: boolean;
  readonly _def: {
    defaults: Record<string, EditorProperty>;
    outputLabels?: string[] | ((this: EditorNode, index: number) => string);
  };
}

interface NodeStatus {
  fill?: string;
  shape?: string;
  text?: string;
}

interface EditorProperty<Saved = never> {
  value: unknown;
  /**
   * A config node's type. With `[]` behind it, ids of any nodes, in a list or alone: an import that gives nodes new ids gives
   * them here as well. Node-RED neither fills in nor saves such a value, and the form must: it takes every change of
   * an input of that name for one of config nodes.
   */
  type?: string;
  required?: boolean;
  /** The answer `true`, or the sentence that says how to mend the value. Node-RED counts the parameters: two. */
  validate?(this: EditorNode & Saved, value: unknown, options?: unknown): true | string;
}

interface EditorDefinition<Saved> {
  category: string;
  color: string;
  defaults: { [Property in keyof Saved]: EditorProperty<Saved> };
  credentials?: Record<string, Omit<EditorProperty<Saved>, "value"> & { type: "text" | "password" }>;
  inputs?: number;
  outputs?: number;
  icon: string;
  align?: "left" | "right";
  paletteLabel?: string;
  label(this: EditorNode & Saved): string;
  labelStyle?(this: EditorNode & Saved): string;
  inputLabels?: string;
  outputLabels?(this: EditorNode & Saved, index: number): string;
  /** At the side of the node on the canvas. */
  button?: {
    visible?(this: EditorNode & Saved): boolean;
    enabled?(this: EditorNode & Saved): boolean;
    onclick(this: EditorNode & Saved): void;
  };
  oneditprepare?(this: EditorNode & Saved): void;
  oneditsave?(this: EditorNode & Saved): void;
  oneditcancel?(this: EditorNode & Saved): void;
  oneditresize?(this: EditorNode & Saved, size: { width: number; height: number }): void;
}

interface CodeEditor {
  getValue(): string;
  setValue?(text: string): void;
  focus(): void;
  destroy(): void;
  resize?(): void;
  /** Of the classic editors; rows and columns from 0. */
  getCursorPosition?(): { row: number; column: number };
  readonly session?: { insert?(position: { row: number; column: number }, text: string): void };
  gotoLine?(row: number, column: number): void;
  /** From here on Monaco; absent where another editor is set up. Lines and columns from 1. */
  executeEdits?(source: string, edits: { range: unknown; text: string; forceMoveMarkers: boolean }[]): void;
  getSelection?(): unknown;
  setPosition?(position: { lineNumber: number; column: number }): void;
  revealLineInCenter?(line: number): void;
  getModel?(): MonacoModel | null;
  setModel?(model: MonacoModel | null): void;
  onDidChangeModelContent?(listener: () => void): void;
  updateOptions?(options: {
    minimap?: { enabled: boolean };
    wordWrap?: "on";
    scrollBeyondLastLine?: boolean;
    inlineSuggest?: { enabled: boolean };
    ariaLabel?: string;
  }): void;
}

/** A text of Monaco, with its history. */
interface MonacoModel {
  getLineCount(): number;
  getLineContent(line: number): string;
  getFullModelRange(): unknown;
  pushEditOperations(before: unknown[], edits: { range: unknown; text: string }[], cursor: () => null): void;
  isDisposed(): boolean;
  dispose(): void;
}

interface MonacoMarker {
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
  message: string;
  /** 4 is a warning, 8 an error. */
  severity: 4 | 8;
}

interface Window {
  readonly monaco?: {
    readonly editor: {
      createModel(text: string, language: string): MonacoModel;
      setModelMarkers(model: MonacoModel, owner: string, markers: MonacoMarker[]): void;
    };
    readonly languages: {
      getLanguages(): { id: string }[];
      register(language: { id: string }): void;
      setMonarchTokensProvider(language: string, grammar: object): void;
      setLanguageConfiguration(language: string, configuration: object): void;
    };
  };
}

interface Notification {
  close(): void;
}

declare const RED: {
  readonly plugins: { registerPlugin(id: string, definition: { type?: string; onadd?(): void }): void };
  readonly sidebar: {
    addTab(tab: {
      id: string;
      label: string;
      name: string;
      iconClass?: string;
      content: HTMLElement;
      toolbar?: HTMLElement;
      enableOnEdit?: boolean;
      pinned?: boolean;
      action?: string;
      onchange?(): void;
      onremove?(): void;
    }): void;
    show(id: string): void;
  };
  /** What Node-RED tells all open editors; `#` at the end of a topic stands for the rest. */
  readonly comms: {
    subscribe(topic: string, listener: (topic: string, payload: unknown) => void): void;
    unsubscribe(topic: string, listener: (topic: string, payload: unknown) => void): void;
    /** The line to Node-RED stands, for the first time or again. */
    on(event: "connect", listener: () => void): void;
    off(event: "connect", listener: () => void): void;
  };
  /** A tour is a module at an address; `done` is called at its end, however it ends. */
  readonly tourGuide: { run(address: string, done: () => void): void };
  readonly actions: {
    /** `label`: a sentence, as the list of actions shows it, or its key. */
    add(name: string, run: (argument?: unknown) => void, options?: { label: string }): void;
    invoke(name: string, argument?: unknown): void;
  };
  /** `onselect`: name of an action. */
  readonly menu: { addItem(menu: string, item: { id: string; label: string; onselect: string }): void };
  readonly state: { readonly EDITING: number };
  /** Sentence by `<set>:<key>`. */
  _(key: string, values?: Record<string, string | number>): string;
  readonly settings: {
    readonly httpNodeRoot: string | false;
    /** Absent where the editor knows no users. */
    readonly user?: { readonly username?: string };
  };
  /** What the user may do; the runtime asks again. */
  readonly user: { hasPermission(permission: string): boolean };
  readonly events: {
    on(event: "nodes:add" | "nodes:remove" | "editor:save", listener: (node: EditorNode) => void): void;
    on(
      event:
        | ("deploy" | "flows:loaded" | "view:selection-changed" | "workspace:change" | "workspace:dirty")
        | ("editor:open" | "editor:close"),
      listener: () => void,
    ): void;
    /** `deploy`: they stop or start for a deploy, and are not stopped or started by hand. */
    on(event: "runtime-state", listener: (state: { deploy?: boolean } | undefined) => void): void;
  };
  readonly history: { push(event: object): void };
  readonly view: {
    /** What one does: one of `RED.state`. */
    state(): number;
    redraw(): void;
    redrawStatus(node: EditorNode): void;
    selection(): { nodes?: EditorNode[] };
    select(selection: { nodes: EditorNode[] }): void;
    /** Opens the flow that a node lies on, and moves it into sight. */
    reveal(id: string, flash?: boolean): void;
  };
  /** A panel that slides in over the flow. */
  readonly tray: {
    show(options: {
      title: string;
      width?: number;
      buttons: { id: string; text: string; class?: string; click(): void }[];
      open(tray: JQuery): void;
      close?(): void;
    }): void;
    close(): void;
  };
  readonly nodes: {
    registerType<Saved>(type: string, definition: EditorDefinition<Saved>): void;
    getType(type: string): { paletteLabel?: unknown } | undefined;
    node(id: string): (EditorNode & Record<string, unknown>) | null | undefined;
    eachConfig(work: (node: EditorNode & Record<string, unknown>) => void): void;
    filterNodes(filter: { type?: string; z?: string }): (EditorNode & Record<string, unknown>)[];
    /** The flows as they were last deployed or loaded. */
    originalFlow(): ({ id: string; z?: string; d?: boolean; disabled?: boolean } & Record<string, unknown>)[] | null;
    workspace(id: string): { label?: string; name?: string } | undefined;
    subflow(id: string): { label?: string; name?: string } | undefined;
    /** Of the flows as they were last deployed. */
    version(): string;
    dirty(): boolean;
    dirty(is: boolean): void;
    getAllUpstreamNodes(node: EditorNode): (EditorNode & Record<string, unknown>)[];
    getAllDownstreamNodes(node: EditorNode): (EditorNode & Record<string, unknown>)[];
  };
  readonly editor: {
    validateNode(node: EditorNode): boolean;
    /** Which of the editors for code is set up. */
    readonly codeEditor?: { readonly editor?: { readonly type?: "monaco" | "ace" | "basic" } };
    createEditor(options: { id: string; mode: string; value: string; focus?: boolean }): CodeEditor;
  };
  /** A node as the editor calls it. */
  readonly utils: {
    getNodeLabel(node: EditorNode, otherwise: string): string;
    /** Its icon on the colour of its type. */
    createNodeIcon(node: EditorNode): JQuery;
  };
  readonly i18n: { lang(): string };
  readonly clipboard: { copyText(text: string, element?: JQuery): boolean };
  readonly popover: { tooltip(target: JQuery, text: string): void };
  notify(
    text: string | JQuery,
    options: {
      type?: "warning" | "error" | "success";
      modal?: boolean;
      fixed?: boolean;
      buttons?: { text: string; class?: string; click(): void }[];
    },
  ): Notification;
};

interface EditableListOptions<Row> {
  addItem(container: JQuery, index: number, row: Partial<Row>): void;
  addButton: string;
  header?: JQuery;
  height: "auto" | number;
  sortable: boolean;
  removable: boolean;
  removeItem?(row: Row): void;
  sortItems?(): void;
}

interface JQuery {
  typedInput(options: { default: string; types: readonly string[]; typeField: string }): JQuery;
  editableList<Row>(options: EditableListOptions<Row>): JQuery;
  editableList(method: "items"): JQuery;
  editableList(method: "addItem", row: object): void;
  editableList(method: "empty"): void;
}
