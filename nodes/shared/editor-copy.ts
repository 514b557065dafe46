/** A button that copies what `text` gives at the time of the click. */
export function copies(button: JQuery, text: () => string): void {
  button.on("click", (event) => {
    event.preventDefault();
    RED.clipboard.copyText(text(), button);
  });
}
