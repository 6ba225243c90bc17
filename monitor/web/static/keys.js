/* Keys for the queue. Every key presses a button or follows a link that is there without this file too. */
"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const help = document.getElementById("help");
  const listen = document.getElementById("keys");
  document.querySelectorAll(".keys-need").forEach((note) => note.classList.add("hidden"));
  if (listen) {
    listen.checked = localStorage.getItem("keys") !== "off";
    listen.addEventListener("change", () => localStorage.setItem("keys", listen.checked ? "on" : "off"));
  }
  let at = Math.max(0, items.findIndex((item) => `#${item.id}` === location.hash));

  const mark = (move) => {
    items.forEach((item, n) => item.classList.toggle("current", n === at));
    if (items[at] && move) {
      items[at].focus();
      items[at].scrollIntoView({ block: "nearest" });
    }
  };
  const press = (key) => {
    const own = items[at] && items[at].querySelector(`[data-key="${key}"]`);
    const target = own || (key === "u" && document.querySelector('[data-key="u"]'));
    if (target) target.click();
  };
  /* After a verdict the page comes back at the place where the judged one stood. */
  items.forEach((item, n) => item.querySelectorAll('input[name="back"]').forEach((field) => {
    const next = items[n + 1] || items[n - 1];
    if (next && !next.id.startsWith("item-n")) field.value += `#${next.id}`;
    else if (next) field.value += `#${item.id.startsWith("item-n") ? item.id : "item-n1"}`;
  }));
  document.addEventListener("focusin", (event) => {
    const n = items.findIndex((item) => item.contains(event.target));
    if (n >= 0) { at = n; mark(false); }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "?" && help) { help.open = !help.open; return; }
    if (listen && !listen.checked) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
      mark(true);
    } else if ("rmwfsgou".includes(event.key)) {
      press(event.key);
    } else {
      return;
    }
    event.preventDefault();
  });
  mark(Boolean(location.hash) && items.some((item) => `#${item.id}` === location.hash));
})();
