/* Opens the search: at a click on [data-search], Ctrl+K, Cmd+K or "/". All else is loaded when it
   is needed first. Files of the index are scripts that call bibourokuSearch(name, data): no fetch,
   so a disk will do. start.js is asked for anew and names the others, which never change. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  const files = new Map();
  let ready = null;

  const run = (url) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(url, here).href;
    script.charset = "utf-8";
    script.async = false;
    script.onload = resolve;
    script.onerror = () => reject(new Error(url));
    document.head.append(script);
  });

  const load = (name, fresh = "") => {
    if (!files.has(name)) {
      const file = {};
      file.promise = new Promise((resolve, reject) => {
        file.resolve = resolve;
        // a server may answer with a page: then nothing is handed over
        run(`../search-index/${name}.js${fresh}`).then(() => reject(new Error(name)), reject);
      });
      file.promise.catch(() => files.delete(name));
      files.set(name, file);
    }
    return files.get(name).promise;
  };
  window.bibourokuSearch = (name, data) => files.get(name)?.resolve(data);
  window.bibourokuSearchFile = load;

  const view = () => {
    ready ??= load("start", `?${Date.now()}`).then(async (start) => {
      load(start.index).catch(() => {});
      await run(start.script);
      return window.bibourokuSearchBox;
    });
    ready.catch(() => { ready = null; });
    return ready;
  };

  const fail = () => {
    const told = document.createElement("p");
    told.className = "search-failed";
    told.setAttribute("role", "alert");
    told.textContent = "検索を読み込めない。つながりを確かめ、もう一度開く。";
    document.body.append(told);
    setTimeout(() => told.remove(), 8000);
  };

  const open = (opener) => view().then((it) => it.open(opener), fail);

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
    const control = event.ctrlKey || event.metaKey;
    const chord = control && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !control && !isField(event.target);
    if (!chord && !slash) return;
    event.preventDefault();
    open(document.activeElement);
  });

  const page = document.querySelector("[data-search-page]");
  if (page) view().then((it) => it.attach(page), fail);
})();
