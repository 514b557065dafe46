/** Long enough for a browser to have taken it. */
const takenIn = 60_000;

/** Hands a file to the browser, as a download. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = $<HTMLAnchorElement>("<a>", { href: address, download: name, hidden: true }).appendTo(document.body);
  link[0]!.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), takenIn);
}
