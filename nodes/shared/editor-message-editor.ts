/** Sets up Monaco for texts: lines are wrapped, and nothing suggests how they go on. Other editors stay as they are. */
export function setUpForText(editor: CodeEditor, ariaLabel: string): void {
  editor.updateOptions?.({
    ariaLabel,
    minimap: { enabled: false },
    wordWrap: "on",
    scrollBeyondLastLine: false,
    // In the Monaco of Node-RED 4.1 it would go on when its text is gone.
    inlineSuggest: { enabled: false },
  });
}

/**
 * Ends an editor and its text. Node-RED throws the text away while the editor still shows it, at which Monaco may complain: it
 * is taken out first.
 */
export function closeCodeEditor(editor: CodeEditor): void {
  const model = editor.getModel?.() ?? null;
  editor.setModel?.(null);
  editor.destroy();
  if (model !== null && !model.isDisposed()) model.dispose();
}
