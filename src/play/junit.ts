/** A case that was played, as a report tells of it. */
export interface PlayedCase {
  file: string;
  name: string;
  seconds: number;
  /** What was expected, in words. */
  expected: readonly { text: string; held: boolean }[];
  /** Why it could not be played. */
  error?: string;
  /** The story, a line each. */
  story: readonly string[];
}

/** XML has no place for other control characters, nor for halves of pairs. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(unwritable, "\ufffd").replace(/[&<>"]/g, (one) => entities[one] ?? one);

function suite({ file, name, seconds, expected, error, story }: PlayedCase): string {
  const cases = expected.map(({ text, held }) => ({
    text,
    failure: held ? "" : `<failure message="${escaped(text)}"/>`,
  }));
  if (error !== undefined) cases.push({ text: name, failure: `<error message="${escaped(error)}"/>` });
  // A case that expects nothing has been played to its end: that is what it shows.
  if (cases.length === 0) cases.push({ text: name, failure: "" });
  const failures = expected.filter(({ held }) => !held).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${error === undefined ? 0 : 1}"`;
  const lines = cases.map(
    ({ text, failure }) => `    <testcase classname="${escaped(name)}" name="${escaped(text)}">${failure}</testcase>`,
  );
  return [
    `  <testsuite name="${escaped(name)}" file="${escaped(file)}" ${counts} time="${seconds.toFixed(3)}">`,
    ...lines,
    `    <system-out>${escaped(story.join("\n"))}</system-out>`,
    "  </testsuite>",
  ].join("\n");
}

/** A JUnit report: a suite each case, a test each expectation. */
export function junitReport(cases: readonly PlayedCase[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${cases.map(suite).join("\n")}\n</testsuites>\n`;
}
