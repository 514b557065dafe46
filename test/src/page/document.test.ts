import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { elements, form, kept, Pages, text } from "./pages.ts";

async function shown(html: string): Promise<string> {
  const pages = new Pages();
  pages.form = form({ fields: [text("name")] });
  pages.page = kept({}, { html });
  const answer = await pages.ask();
  assert.equal(answer.status, 200);
  return Buffer.from(answer.body).toString("utf8");
}

const head = "<head><title>T</title></head>";
const places: [string, html: string, parents: string][] = [
  [
    "at the marker",
    `<html>${head}<body><div><response-form></response-form></div></body></html>`,
    "div body html #document",
  ],
  [
    "at a marker with words and attributes",
    `<html>${head}<body><div><RESPONSE-FORM class="a>b"></Response-Form ></div></body></html>`,
    "div body html #document",
  ],
  [
    "at the first of several markers",
    `<html>${head}<body><response-form></response-form><div><response-form></response-form></div></body></html>`,
    "body html #document",
  ],
  [
    "at a marker without an end",
    `<html>${head}<body><div><response-form></div></body></html>`,
    "div body html #document",
  ],
  ["at the end of main", `<html>${head}<body><main><p>a</p></main><p>b</p></body></html>`, "main body html #document"],
  ["at the end of the body", `<html>${head}<body><p>a</p></body></html>`, "body html #document"],
  [
    "at the end of a document that leaves out its end tags",
    `<!doctype html><title>T</title><p>a`,
    "body html #document",
  ],
  ["at the end of a fragment", "<p>a</p>", "main body html #document"],
  ["at the end of an empty document", "", "main body html #document"],
  [
    "not at a marker in a comment",
    `<html>${head}<body><main><!-- <response-form> --></main></body></html>`,
    "main body html #document",
  ],
  [
    "not at a marker in an attribute",
    `<html>${head}<body><main><p title="<response-form>">a</p></main></body></html>`,
    "main body html #document",
  ],
  [
    "not at a marker in a style",
    `<html>${head}<body><style>/* </main><response-form> */</style><main></main></body></html>`,
    "main body html #document",
  ],
  [
    "not at a marker in a script",
    `<html>${head}<body><main></main><script>"</main><response-form>"</script></body></html>`,
    "main body html #document",
  ],
  [
    "before the last main's end, after one in text",
    `<html>${head}<body><main><textarea></main></textarea></main></body></html>`,
    "main body html #document",
  ],
];

describe("the document of a page", () => {
  for (const [name, html, parents] of places)
    it(`has the form ${name}`, async () => {
      const page = await shown(html);
      const forms = elements(page, "section");
      assert.deepEqual(
        forms.map((element) => element.parents.join(" ")),
        [parents],
      );
      assert.deepEqual(elements(page, "response-form"), []);
      assert.equal(elements(page, "footer").length, 1);
      assert.equal(elements(page, "script").filter(({ text: run }) => run.includes("?seen")).length, 1);
      assert.equal(elements(page, "style").filter(({ text: style }) => style.includes(".house-response{")).length, 1);
    });

  const nonces: [string, html: string][] = [
    ["in small letters", "<style>a{}</style>"],
    ["in capitals, with an attribute", '<STYLE media="all">a{}</STYLE>'],
    ["with a nonce of its own", '<style nonce="mine">a{}</style>'],
    ["in the body", "</head><body><style/>a{}</style>"],
  ];
  for (const [name, html] of nonces)
    it(`has its style taken by the policy: ${name}`, async () => {
      const styles = elements(await shown(`<html><head>${html}</html>`), "style");
      assert.equal(styles.length, 2);
      assert.equal(new Set(styles.map(({ of }) => of.nonce)).size, 1);
      assert.match(styles[0]?.of.nonce ?? "", /^[A-Za-z0-9+/]{22}==$/);
    });

  const texts: [string, html: string][] = [
    ["a style in an attribute", '<p title="<style>">a</p>'],
    ["a style in a comment", "<!-- <style> --><p>a</p>"],
    ["an address of an asset in text", `<p>asset:${"a".repeat(64)}</p>`],
    ["an address of an asset in a link", `<a href="asset:${"a".repeat(64)}">a</a>`],
    ["a comparison", "<p>1 < 2 <3 </ p>"],
    ["what a reader of Liquid may write", "<p>{{ a }} &lt;style&gt; $& $1 \\0</p>"],
  ];
  for (const [name, html] of texts)
    it(`keeps ${name} as it is`, async () =>
      assert.ok((await shown(`<html>${head}<body><main>${html}</main></body></html>`)).includes(html)));

  it("has a title where its author gave none, as text", async () => {
    const pages = new Pages();
    pages.page = kept({}, { html: "<p>a</p>", subject: "</title><script>alert(1)</script>" });
    const answer = await pages.ask();
    assert.equal(elements(answer, "title")[0]?.text, "</title><script>alert(1)</script>");
    assert.equal(elements(answer, "script").length, 1);
  });

  it("has the address of an asset as an attribute, whatever is in it", async () => {
    const pages = new Pages();
    pages.assetAt = () => `/x" onerror="alert(1)`;
    const [video] = elements(await pages.ask(), "video");
    assert.equal(video?.of.src, '/x" onerror="alert(1)');
    assert.equal(video?.of.onerror, undefined);
  });

  it("is served whatever it is, and our script is the one that runs", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ..."< > </ <! <!-- --> <!doctype html> <html> <head> </head> <body> </body> <main> </main> <style> </style> <script> </script> <title> </title> <textarea> </textarea> <response-form> </response-form> <p a=\" ' = / src=asset: <svg> <template> </template>".split(
          " ",
        ),
      ),
      fc.string({ maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const page = await shown(pieces.join(""));
        assert.ok(elements(page, "section").length <= 1);
      }),
      { numRuns: 300 },
    );
  });

  for (const part of ["<", "<a ", '<a b="', "<!--", "<style>", "<response-form>", "<a b='>"])
    it(`takes a time that grows with its length, not faster: ${part}`, async () => {
      const start = performance.now();
      await shown(part.repeat(100_000));
      assert.ok(performance.now() - start < 3_000);
    });
});
