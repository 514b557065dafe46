/**
 * Of the kit's page, which can be read without it: puts a button to copy at each block, and makes a test call without
 * leaving the page, so that the secret need not be pasted again. It writes text only, never HTML.
 */
export const pageScript = `(() => {
  const words = document.querySelector("main").dataset;
  if (navigator.clipboard) for (const block of document.querySelectorAll("pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    block.parentElement.append(button);
  }
  const form = document.querySelector("#try form");
  if (!form) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const place = document.querySelector("#answer");
    const button = form.querySelector("button");
    place.replaceChildren(words.sending);
    button.disabled = true;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const { problem, status, body } = await response.json();
      const made = (name, text, kind) => {
        const element = document.createElement(name);
        element.textContent = text;
        if (kind) element.className = kind;
        return element;
      };
      if (problem) return place.replaceChildren(made("p", problem, "told"));
      const shown = made("pre", "");
      shown.tabIndex = 0;
      shown.append(made("code", body));
      const answer = made("div", "", "answer");
      answer.dataset.kind = status < 300 ? "good" : "bad";
      const line = made("p", "");
      line.append(made("strong", String(status)));
      answer.append(line, shown);
      place.replaceChildren(answer);
    } catch {
      place.replaceChildren(words.failed);
    } finally {
      button.disabled = false;
    }
  });
})();`;
