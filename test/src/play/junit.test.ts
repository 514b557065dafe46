import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { junitReport } from "../../../src/play/index.ts";

describe("a JUnit report", () => {
  it("has a suite a case and a test an expectation, whatever stands in them", () => {
    const report = junitReport([
      {
        ...{ file: "a.json", name: 'He said "no" & <left>', seconds: 1.5, story: ["\u0007 rings"] },
        expected: [
          { text: "comes in", held: true },
          { text: "leaves", held: false },
        ],
      },
      { file: "b.json", name: "b.json", seconds: 0, expected: [], story: [], error: "cannot be read" },
      { file: "c.json", name: "nothing expected", seconds: 2, expected: [], story: [] },
    ]);
    assert.equal(
      report,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="He said &quot;no&quot; &amp; &lt;left&gt;" file="a.json" tests="2" failures="1" errors="0" time="1.500">
    <testcase classname="He said &quot;no&quot; &amp; &lt;left&gt;" name="comes in"></testcase>
    <testcase classname="He said &quot;no&quot; &amp; &lt;left&gt;" name="leaves"><failure message="leaves"/></testcase>
    <system-out>\ufffd rings</system-out>
  </testsuite>
  <testsuite name="b.json" file="b.json" tests="1" failures="0" errors="1" time="0.000">
    <testcase classname="b.json" name="b.json"><error message="cannot be read"/></testcase>
    <system-out></system-out>
  </testsuite>
  <testsuite name="nothing expected" file="c.json" tests="1" failures="0" errors="0" time="2.000">
    <testcase classname="nothing expected" name="nothing expected"></testcase>
    <system-out></system-out>
  </testsuite>
</testsuites>
`,
    );
  });
});
