/**
 * The assets that a message kept as JSON refers to, each once. Read from its text: a message is kept for every step of a
 * journey, and most refer to none.
 */
export function hashesIn(message: string): string[] {
  if (!message.includes('"hash":"')) return [];
  const found = message.matchAll(/"hash":"([0-9a-f]{64})"/g);
  return [...new Set([...found].map(([, hash = ""]) => hash))];
}
