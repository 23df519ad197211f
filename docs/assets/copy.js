// A button beside every piece of code or citation that copies it.
import { make, say } from "./state.js";

export const start = () => {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll("pre:not([data-ready]) > code")) {
    const box = code.parentElement;
    box.dataset.ready = "";
    const button = make("button", { type: "button", className: "copy", textContent: say("Copy") });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = say("Copied");
      setTimeout(() => (button.textContent = say("Copy")), 2000);
    });
    box.before(button);
  }
};
