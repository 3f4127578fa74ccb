/* The search as readers use it: a field, filters and results, in a dialog over any page and on the
   page of results. Query, filters and turn are one state: only the last turn is ever shown. */
(() => {
  "use strict";
  const engine = window.bibourokuSearchEngine;
  const { make, link, item, root } = window.bibourokuSearchView;
  const WAIT = 120;
  const FILTERS = { kind: "種類", tag: "タグ", year: "年", status: "その後" };
  const KINDS = ["メモ", "用語", "文献", "頁"];
  const WIDE = window.matchMedia("(min-width: 40.01rem)");

  const action = () => {
    const to = document.querySelector("link[rel=search]:not([type]), a[data-search]");
    return new URL(to ? to.href : "search.html", root).href;
  };
  const inOrder = (name, offers) => {
    if (name === "kind") return offers.sort((one, other) => KINDS.indexOf(one[0]) - KINDS.indexOf(other[0]));
    return name === "year" ? offers.reverse() : offers.sort((one, other) => other[1] - one[1]);
  };
  const told = ({ full, part }) => {
    if (!full && !part) return "見つからない。";
    if (!full) return `すべてを含むものはない。一部を含むもの${part}件`;
    return part ? `${full}件。ほかに一部を含むもの${part}件` : `${full}件`;
  };

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
      this.instead = make("div", { class: "search-instead", hidden: "" });
      this.button = make("button", { type: "submit" }, "検索");
      this.row = make("div", { class: "search-row" }, this.input, this.button);
      this.form = make("form", { class: "search-form", id: `${id}-form`, role: "search", action: action() },
        make("label", { for: id, class: "search-label" }, "検索語"), this.row, this.makeFilters());
      this.body = make("div", { class: "search-body" }, this.status, this.list, this.more, this.instead);
      this.input.addEventListener("input", (event) => event.isComposing || this.later());
      this.input.addEventListener("compositionend", () => this.later());
      this.more.addEventListener("click", async () => (await this.add())?.querySelector("a").focus());
    }

    makeFilters() {
      this.selects = Object.entries(FILTERS).map(([name, word]) => {
        const select = make("select", { name }, make("option", { value: "" }, "すべて"));
        return [name, select, make("label", { hidden: "" }, make("span", {}, word), select)];
      });
      this.reset = make("button", { type: "button", class: "search-reset", hidden: "" }, "絞り込みを解く");
      this.reset.addEventListener("click", () => {
        this.unfilter();
        this.show();
        this.input.focus();
      });
      this.summary = make("summary", {}, "絞り込み");
      this.fold = make("details", { class: "search-filters" }, this.summary,
        make("div", {}, ...this.selects.map(([, , shown]) => shown), this.reset));
      this.fold.open = WIDE.matches;
      WIDE.addEventListener("change", () => { this.fold.open = WIDE.matches; });
      this.fold.addEventListener("change", () => this.show());
      return this.fold;
    }

    // ---- the state

    get filters() {
      return Object.fromEntries(this.selects.map(([name, select]) => [name, select.value]));
    }

    get isFiltered() {
      return this.selects.some(([, select]) => select.value);
    }

    choose(name, value) {
      const [, select] = this.selects.find(([held]) => held === name);
      if (value) select.append(make("option", { value, selected: "" }, value));
    }

    unfilter() {
      for (const [, select] of this.selects) select.value = "";
    }

    set isBusy(busy) {
      this.list.setAttribute("aria-busy", String(busy));
      this.more.disabled = busy;
    }

    /** Lets nothing that is under way be shown any more. */
    stop() {
      clearTimeout(this.timer);
      this.turn += 1;
      this.isBusy = false;
    }

    later() {
      this.stop();
      this.isBusy = true;
      this.timer = setTimeout(() => this.show(), WAIT);
    }

    // ---- what is shown

    /** Shows what is asked for now; returns whether it is, or something else was asked meanwhile. */
    async show() {
      this.stop();
      const { turn } = this;
      const query = this.input.value.trim();
      const isIdle = !query && !this.isFiltered;
      this.isBusy = true;
      let found;
      let items;
      try {
        found = await engine.find(query, this.filters);
        items = isIdle ? [] : (await found.more()).map((hit) => item(hit, found.asked));
      } catch {
        return this.fail(turn);
      }
      if (turn !== this.turn) return false;
      this.found = found;
      this.offer(found.offers);
      this.list.replaceChildren(...items);
      this.status.textContent = isIdle ? "" : told(found);
      this.finish(isIdle ? 0 : found.full + found.part);
      if (isIdle) await this.showIdle();
      else if (!items.length) await this.showNothing();
      return true;
    }

    fail(turn) {
      if (turn !== this.turn) return false;
      this.list.replaceChildren();
      this.status.textContent = "索引を読み込めない。つながりを確かめるか、頁を読み込み直す。";
      this.finish(0);
      return false;
    }

    finish(count) {
      this.list.hidden = !this.list.children.length;
      this.more.hidden = this.list.children.length >= count;
      this.instead.hidden = true;
      this.isBusy = false;
      this.shown?.();
    }

    /** Shows more of what was found; returns the first of it. */
    async add() {
      const { found, turn } = this;
      const from = this.list.children.length;
      this.isBusy = true;
      let hits;
      try {
        hits = await found.more();
      } catch {
        this.fail(turn);
        return undefined;
      }
      if (turn !== this.turn) return undefined;
      this.list.append(...hits.map((hit) => item(hit, found.asked)));
      this.finish(found.full + found.part);
      return this.list.children[from];
    }

    /** Offers the values that the other filters leave, each with how many it would show. */
    offer(offers) {
      for (const [name, select, label] of this.selects) {
        const chosen = select.value;
        const options = inOrder(name, offers[name] ?? []).map(
          ([value, count]) => make("option", { value }, `${value}（${count}）`));
        select.replaceChildren(select.options[0], ...options);
        select.value = chosen;
        label.hidden = !options.length;
      }
      const chosen = Object.values(this.filters).filter(Boolean);
      this.reset.hidden = !chosen.length;
      this.summary.textContent = chosen.length ? `絞り込み：${chosen.join("、")}` : "絞り込み";
      this.fold.hidden = this.selects.every(([, , label]) => label.hidden);
    }

    async showIdle() {
      if (!this.isDialog) return;
      const { recent, pages } = await window.bibourokuSearchFile("start");
      const list = (links) => make("ul", {}, ...links.map((one) => make("li", {}, link(one))));
      this.instead.replaceChildren(make("h2", {}, "新しいメモ"), list(recent),
        make("h2", {}, "案内"), list(pages));
      this.instead.hidden = Boolean(this.input.value);
    }

    async showNothing() {
      const { pages } = await window.bibourokuSearchFile("start");
      const words = this.isFiltered ? "絞り込みを解くか、語を短くする。" : "語を短くするか、別の語にする。";
      const links = pages.flatMap((one) => [link(one), " "]);
      this.instead.replaceChildren(make("p", {}, words), make("p", {}, ...links));
      this.instead.hidden = false;
    }

    // ---- keys

    /** Arrow keys go from the field through the results and back; letters go to the field. */
    move(event) {
      const links = [this.input, ...this.body.querySelectorAll("a")];
      const at = links.indexOf(event.target);
      const isPlain = !event.isComposing && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (at < 0 || !isPlain) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const writes = event.key === "Process" || event.key === "Backspace"
        || ([...event.key].length === 1 && event.key !== " ");
      if (step) {
        event.preventDefault();
        links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
      } else if (at && writes) {
        this.input.focus();
      }
    }

    /** Opens the first result of what stands in the field. */
    async first() {
      const isShown = this.list.getAttribute("aria-busy") === "false";
      if (isShown || await this.show()) this.list.querySelector("a")?.click();
    }
  }

  window.bibourokuSearchBox = { Box };
})();
