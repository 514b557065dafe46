import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { column, emailOf, mjml, only, write } from "./write.ts";

const section = (columns: string) => `<mj-section>${columns}</mj-section>`;
const text = async (html: string, format: "mjml" | "html", data: object = {}) =>
  (await write(emailOf(html, { format, text: only(""), preheader: only("unseen") }), data)).text;

describe("the plain part that is made from the page", () => {
  const cases: [what: string, html: string, text: string][] = [
    [
      "headings keep their letters",
      "<h1>Élodie’s File</h1><p>a</p><h2>Next</h2><p>b</p>",
      "Élodie’s File\n\na\n\nNext\n\nb\n",
    ],
    ["a link stands behind its words", '<p><a href="https://e.org/a">Go</a> on</p>', "Go <https://e.org/a> on\n"],
    [
      "once",
      '<p><a href="https://e.org/a">Go</a> <a href="https://e.org/a">Again</a></p>',
      "Go <https://e.org/a> Again\n",
    ],
    [
      "a link that is its words stands alone",
      '<p><a href="https://e.org/a">https://e.org/a</a></p>',
      "https://e.org/a\n",
    ],
    ["so does an address", '<p><a href="mailto:a@e.org">a@e.org</a> <a href="tel:+331">+331</a></p>', "a@e.org +331\n"],
    ["a place in the page is no link", '<p><a href="#b">Below</a></p>', "Below\n"],
    ["a picture is its words", '<p><img src="https://e.org/a.png" alt="Map to us"> x</p>', "[Map to us] x\n"],
    ["one that decorates is nothing", '<p><img src="https://e.org/a.png" alt="">x</p>', "x\n"],
    [
      "a picture that links",
      '<a href="https://e.org/a"><img src="https://e.org/a.png" alt="Map"></a>',
      "[Map] <https://e.org/a>\n",
    ],
    ["lists", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>", "- a\n- b\n\n 1. c\n 2. d\n"],
    ["lines", "<p>a<br>b</p>", "a\nb\n"],
    ["nothing is cut into lines", `<p>${"word ".repeat(60).trim()}</p>`, `${"word ".repeat(60).trim()}\n`],
    ["signs", "<p>1 &lt; 2 &amp; 3&nbsp;€</p>", "1 < 2 & 3\u00a0€\n"],
    [
      "a table of values",
      "<table><tr><th>Cover</th><th>Limit</th></tr><tr><td>Fire</td><td>1 500 €</td></tr><tr><td>Theft</td><td>3 €</td></tr></table>",
      "Cover   Limit\nFire    1 500 €\nTheft   3 €\n",
    ],
    [
      "a table that lays out",
      '<table role="presentation"><tr><td>Left</td><td>Right</td></tr></table>',
      "Left\n\nRight\n",
    ],
    ["a table in one", "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "a\n\nb\n"],
    ["what is not shown", "<style>p { top: 0 }</style><!-- x --><p>a</p>", "a\n"],
  ];
  for (const [what, html, plain] of cases) it(what, async () => assert.equal(await text(html, "html"), plain));

  it("reads well where MJML lays it out", async () => {
    const html = mjml(
      [
        section("<mj-column><mj-text><h1>Good news</h1></mj-text><mj-text>Hello {{ name }},</mj-text></mj-column>"),
        section("<mj-column><mj-text>Left</mj-text></mj-column><mj-column><mj-text>Right</mj-text></mj-column>"),
        section(
          '<mj-column><mj-button href="https://e.org/a">Go</mj-button><mj-image src="https://e.org/a.png" alt="Map" href="https://e.org/a" /></mj-column>',
        ),
      ].join(""),
    );
    const plain = await text(html, "mjml", { name: "<Ann>" });
    assert.equal(plain, "Good news\n\nHello <Ann>,\n\nLeft\n\nRight\n\nGo <https://e.org/a>\n\n[Map]\n");
  });

  it("gives way to one that was written", async () => {
    const source = emailOf(column("<mj-text>x</mj-text>"), { text: only("Hello {{ name }}\n\nBye") });
    assert.equal((await write(source, { name: "<Ann>" })).text, "Hello <Ann>\n\nBye");
  });
});
