/** A phone, in CSS pixels: its screen shows a message as wide as most phones do. */
export const phone = { width: 375, height: 700 } as const;

/** As many screens of one message as are shown; what is longer is told. */
const mostScreens = 6;

/** How many screens a message of a height takes. */
export function screensOf(height: number): { shown: number; left: number } {
  // The last line of a screen is not worth another one.
  const all = Math.max(1, Math.ceil((height - 24) / phone.height));
  return { shown: Math.min(all, mostScreens), left: Math.max(0, all - mostScreens) };
}

/**
 * Height of a document at the width of a phone. Its frame may be looked into, but nothing in it runs: it has no right to
 * scripts, and its own policy forbids all that is fetched.
 */
export async function heightOf(html: string): Promise<number> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = `position:fixed;left:-10000px;top:0;width:${phone.width}px;height:${phone.height}px;border:0`;
  frame.srcdoc = html;
  const loaded = new Promise<void>((resolve) => {
    frame.onload = () => resolve();
  });
  document.body.append(frame);
  await loaded;
  const { documentElement, body } = frame.contentDocument ?? {};
  const height = Math.max(documentElement?.scrollHeight ?? 0, body?.scrollHeight ?? 0, phone.height);
  frame.remove();
  return height;
}
