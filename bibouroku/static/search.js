/* Opens the search: at a click on [data-search], Ctrl+K, Cmd+K or "/". Engine, view and index
   are loaded when they are needed first; the page of results needs them at once. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  let ready = null;

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, here).href;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  const view = async () => {
    ready ??= load("search-engine.js").then(() => load("search-view.js"));
    await ready;
    return window.bibourokuSearchView;
  };

  const open = (opener) => view().then((it) => it.open(opener), () => {
    ready = null;
    const link = document.querySelector("a[data-search]");
    if (link) window.location.assign(link.href);
  });

  const isField = (element) => element instanceof HTMLElement
    && (element.isContentEditable || element.matches("input, textarea, select"));

  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("[data-search]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!opener || !plain || event.defaultPrevented) return;
    event.preventDefault();
    open(opener);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey) return;
    const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isField(event.target);
    if (!chord && !slash) return;
    event.preventDefault();
    open(document.activeElement);
  });

  const page = document.querySelector("[data-search-page]");
  if (page) view().then((it) => it.attach(page));
})();
