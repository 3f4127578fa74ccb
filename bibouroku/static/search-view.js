/* Shows what the engine finds, in a dialog over any page and on the page of results.
   Everything is text: no title or query is ever read as HTML. */
(() => {
  "use strict";
  const engine = window.bibourokuSearchEngine;
  const root = new URL("../", document.currentScript.src);
  const WAIT = 120;
  const FILTERS = { kind: "種類", tag: "タグ", year: "年", status: "その後" };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // ---- one result

  const whole = (text, place) => (/[\udc00-\udfff]/.test(text[place] ?? "") ? place - 1 : place);

  const marked = (text, spans, from, to) => {
    const parts = [];
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };

  const excerpt = ({ text, body }, asked) => {
    const spans = engine.spans(asked, body);
    const first = spans[0]?.[0] ?? 0;
    const from = first > 40 ? whole(text, first - 30) : 0;
    const to = Math.min(text.length, whole(text, from + 130));
    const parts = marked(text, spans, from, to);
    return [from ? "…" : "", ...parts, to < text.length ? "…" : ""];
  };

  /** The address of a hit: its section, and the words there where the browser can show them. */
  const address = ({ row, best }, asked) => {
    const url = new URL(row.url, root).href;
    const hit = best.body.text.includes(asked.phrase) && engine.spans(asked, best.body)[0];
    const words = hit && asked.phrase.length > 1 && !url.includes("#") && row.kind !== "文献"
      ? `:~:text=${encodeURIComponent(best.text.slice(...hit)).replaceAll("-", "%2D")}` : "";
    const anchor = best.anchor ? encodeURIComponent(best.anchor) : "";
    return anchor || words ? `${url}#${anchor}${words}` : url;
  };

  const item = (hit, asked) => {
    const { row, best } = hit;
    const form = engine.placed(row.title);
    const title = make("span", { class: "search-title" },
      ...marked(row.title, engine.spans(asked, form), 0, row.title.length));
    const link = make("a", { href: address(hit, asked) }, title);
    if (best.heading) {
      const spans = engine.spans(asked, engine.placed(best.heading));
      link.append(make("span", { class: "search-heading" },
        ...marked(best.heading, spans, 0, best.heading.length)));
    }
    const facts = make("span", { class: "search-facts" }, row.kind);
    for (const fact of [row.note, row.date]) if (fact) facts.append("・", fact);
    for (const [name, word] of row.statuses) {
      facts.append(" ", make("span", { class: `status status-${name}` }, word));
    }
    return make("li", {}, link, facts, make("p", {}, ...excerpt(best, asked)));
  };

  // ---- the box: a field, filters, results

  class Box {
    constructor(id) {
      this.turn = 0;
      this.input = make("input", {
        type: "text", role: "searchbox", name: "q", id, autocomplete: "off", spellcheck: "false",
        enterkeyhint: "search", maxlength: "200", placeholder: "語、人名、年、DOIなど",
      });
      this.status = make("p", { class: "search-count", role: "status" });
      this.list = make("ol", { class: "search-results" });
      this.more = make("button", { type: "button", class: "search-more", hidden: "" }, "さらに表示");
      this.selects = Object.entries(FILTERS).map(([name, word]) => {
        const select = make("select", { name }, make("option", { value: "" }, "すべて"));
        return [name, select, make("label", {}, word, " ", select)];
      });
      this.form = make("form", {
        class: "search-form", role: "search", action: new URL(Box.action(), root).href,
      });
      const label = make("label", { for: id, class: "search-label" }, "検索語");
      const filters = make("div", { class: "search-filters" });
      filters.append(...this.selects.map(([, , shown]) => shown));
      this.form.append(label, this.input, make("button", { type: "submit" }, "検索"), filters);
      this.input.addEventListener("input", (event) => event.isComposing || this.later());
      this.input.addEventListener("compositionend", () => this.later());
      filters.addEventListener("change", () => this.show());
      this.more.addEventListener("click", () => this.add(this.list.children.length));
    }

    static action() {
      const link = document.querySelector("link[rel=search]:not([type]), a[data-search]");
      return link ? link.href : "search.html";
    }

    get filters() {
      return Object.fromEntries(this.selects.map(([name, select]) => [name, select.value]));
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), WAIT);
    }

    /** Offer the values that the found entries have, and keep what is chosen. */
    offer(rows) {
      const values = {
        kind: [...new Set(rows.map((row) => row.kind))],
        tag: [...new Set(rows.flatMap((row) => row.tags))].sort(),
        year: [...new Set(rows.map((row) => row.year))].filter(Boolean).sort().reverse(),
        status: [...new Set(rows.flatMap((row) => row.statuses.map(([, word]) => word)))].sort(),
      };
      for (const [name, select, label] of this.selects) {
        const chosen = select.value;
        const held = new Set([...values[name], ...(chosen ? [chosen] : [])]);
        select.replaceChildren(select.options[0],
          ...[...held].map((value) => make("option", { value }, value)));
        select.value = chosen;
        label.hidden = !held.size;
      }
    }

    async show() {
      clearTimeout(this.timer);
      const turn = this.turn += 1;
      const query = this.input.value;
      this.asking = (async () => {
        if (!query.trim()) return this.empty();
        let found;
        let hits;
        try {
          found = await engine.find(query, this.filters);
          hits = await engine.page(found, 0);
        } catch {
          if (turn === this.turn) this.status.textContent = "索引を読み込めない。";
          return undefined;
        }
        if (turn !== this.turn) return undefined;
        this.found = found;
        this.offer(found.all);
        this.list.replaceChildren(...hits.map((hit) => item(hit, found.asked)));
        this.list.hidden = !hits.length;
        this.status.textContent = hits.length ? `${found.hits.length}件` : "見つからない。";
        this.more.hidden = found.hits.length <= hits.length;
        return undefined;
      })();
      await this.asking;
      this.shown?.();
    }

    empty() {
      this.list.replaceChildren();
      this.status.textContent = "";
      this.list.hidden = this.more.hidden = true;
      for (const [, , label] of this.selects) label.hidden = true;
    }

    async add(from) {
      const { found, turn } = this;
      const hits = await engine.page(found, from);
      if (turn !== this.turn) return;
      this.list.append(...hits.map((hit) => item(hit, found.asked)));
      this.more.hidden = found.hits.length <= this.list.children.length;
      this.list.children[from]?.querySelector("a").focus();
    }

    links() {
      return [this.input, ...this.list.querySelectorAll("a")];
    }

    /** Arrow keys go from the field through the results and back. */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const links = this.links();
      const at = links.indexOf(event.target);
      if (!step || at < 0 || event.isComposing || event.altKey) return;
      event.preventDefault();
      links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
    }

    async first() {
      clearTimeout(this.timer);
      await this.show();
      this.list.querySelector("a")?.click();
    }
  }

  // ---- the dialog

  let dialog = null;
  const build = () => {
    const box = new Box("search-dialog-query");
    const close = make("button", { type: "button", class: "search-close", "aria-label": "閉じる" }, "×");
    const element = make("dialog", { class: "search-dialog", "aria-label": "検索" });
    const body = make("div", { class: "search-scroll" }, box.status, box.list, box.more);
    const inner = make("div", { class: "search-inner" }, close, box.form, body);
    element.append(inner);
    box.form.querySelector("button").textContent = "結果の頁";
    close.addEventListener("click", () => element.close());
    element.addEventListener("click", (event) => {
      const away = event.target === element;
      if (away || (event.target instanceof Element && event.target.closest("li a"))) element.close();
    });
    element.addEventListener("keydown", (event) => box.move(event));
    box.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      box.first();
    });
    box.empty();
    document.body.append(element);
    return { element, box, opener: null };
  };

  const open = (opener) => {
    if (!dialog) {
      dialog = build();
      dialog.element.addEventListener("close", () => dialog.opener?.focus?.());
    }
    if (!dialog.element.open) {
      dialog.opener = opener;
      dialog.element.showModal();
    }
    dialog.box.input.focus();
    dialog.box.input.select();
    engine.start().catch(() => {});
  };

  // ---- the page of results

  const attach = (place) => {
    const box = new Box("search-page-query");
    const asked = new URLSearchParams(window.location.search);
    const others = document.querySelector("[data-search-list]");
    box.input.value = asked.get("q") ?? "";
    for (const [name, select] of box.selects) {
      const value = asked.get(name);
      if (value) select.append(make("option", { value, selected: "" }, value));
    }
    box.shown = () => {
      const values = new URLSearchParams({ q: box.input.value, ...box.filters });
      for (const [name, value] of [...values]) if (!value) values.delete(name);
      if (others) others.hidden = Boolean(box.input.value.trim());
      try {
        window.history.replaceState(null, "", `?${values}`);
      } catch { /* a file on a disk keeps its address */ }
    };
    box.form.addEventListener("submit", (event) => {
      event.preventDefault();
      box.show();
    });
    place.addEventListener("keydown", (event) => box.move(event));
    place.append(box.form, box.status, box.list, box.more);
    place.hidden = false;
    box.empty();
    if (box.input.value) box.show();
    else box.input.focus();
  };

  window.bibourokuSearchView = { open, attach };
})();
