/* Where the search stands: in a dialog over any page, and on the page of results. */
(() => {
  "use strict";
  const { Box } = window.bibourokuSearchBox;
  const { make } = window.bibourokuSearchView;

  // ---- the dialog

  const dialog = () => {
    const box = new Box("search-dialog-query");
    box.isDialog = true;
    const close = make("button", { type: "button", class: "search-close", "aria-label": "閉じる" }, "×");
    const keys = make("span", { class: "search-keys" }, "↑↓で選び、Enterで開き、Escで閉じる");
    box.button.textContent = "結果の頁で開く";
    box.button.setAttribute("form", box.form.id);
    box.row.replaceChildren(box.input, close);
    const element = make("dialog", { class: "search-dialog", "aria-label": "検索" },
      make("div", { class: "search-inner" }, box.form, box.body,
        make("div", { class: "search-foot" }, keys, box.button)));
    close.addEventListener("click", () => element.close());
    element.addEventListener("click", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const isLink = event.target instanceof Element && event.target.closest(".search-body a");
      if (event.target === element || (isLink && isPlain)) element.close();
    });
    element.addEventListener("keydown", (event) => box.move(event));
    box.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      box.first();
    });
    document.body.append(element);
    return { element, box };
  };

  let made = null;
  let onPage = null;
  /** Opens the dialog, or leads to the field of the page of results. */
  const open = (opener) => {
    const { box, element } = onPage ?? (made ??= dialog());
    if (element && !element.open) {
      element.addEventListener("close", () => {
        box.stop();
        opener?.focus?.();
      }, { once: true });
      box.unfilter();
      element.showModal();
      box.show();
    }
    box.input.focus();
    box.input.select();
  };

  // ---- the page of results

  const attach = async (place) => {
    const box = new Box("search-page-query");
    onPage = { box };
    const others = document.querySelector("[data-search-list]");
    const { title } = document;
    const asked = new URLSearchParams(window.location.search);
    const wanted = window.history.state?.shown ?? 0;
    box.input.value = asked.get("q") ?? "";
    for (const [name] of box.selects) box.choose(name, asked.get(name));
    let isRestored = false;
    box.shown = () => {
      const query = box.input.value.trim();
      const values = new URLSearchParams({ q: query, ...box.filters });
      for (const [name, value] of [...values]) if (!value) values.delete(name);
      if (others) others.hidden = values.toString() !== "";
      document.title = query ? `「${query}」の${title}` : title;
      const shown = isRestored ? box.list.children.length : wanted;
      try {
        window.history.replaceState({ shown }, "", values.size ? `?${values}` : window.location.pathname);
      } catch { /* a file on a disk keeps its address */ }
    };
    box.form.addEventListener("submit", (event) => {
      event.preventDefault();
      box.show();
    });
    place.addEventListener("keydown", (event) => box.move(event));
    place.append(box.form, box.body);
    if (!box.input.value) box.input.focus();
    await box.show();
    while (!box.more.hidden && box.list.children.length < wanted && await box.add());
    isRestored = true;
  };

  Object.assign(window.bibourokuSearchBox, { open, attach });
})();
