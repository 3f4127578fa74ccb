/* One result as readers see it. Everything is text: no title or query is ever read as HTML. */
(() => {
  "use strict";
  const { placed, spans, densest } = window.bibourokuSearchText;
  const root = new URL("../", document.currentScript.src);
  /** Letters of an excerpt, and how many of them may stand before what is marked. */
  const LENGTH = 130;
  const BEFORE = 30;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const link = ([title, url]) => make("a", { href: new URL(url, root).href }, title);

  const piece = (text, marks, from, to) => {
    const parts = [];
    let at = from;
    for (const [start, end] of marks) {
      if (start < at || end > to) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };
  const marked = (text, asked) => piece(text, spans(asked, placed(text)), 0, text.length);

  /** A place that is not within a letter of two units. */
  const between = (text, place) => (/[\udc00-\udfff]/.test(text[place] ?? "") ? place - 1 : place);

  const excerpt = (text, asked) => {
    const marks = spans(asked, placed(text));
    const first = densest(marks, LENGTH - BEFORE);
    const from = first > BEFORE + 10 ? between(text, first - BEFORE) : 0;
    const to = Math.min(text.length, between(text, from + LENGTH));
    return [from ? "…" : "", ...piece(text, marks, from, to), to < text.length ? "…" : ""];
  };

  /** The address of a hit: its section or, before the first one, the words where they stand.
      Of both a browser would take the words, wherever it finds them first. */
  const address = ({ row, best }, asked) => {
    const url = new URL(row.url, root).href;
    if (best.anchor) return `${url}#${encodeURIComponent(best.anchor)}`;
    const [start, end] = (best.inBody && spans(asked, placed(best.text))[0]) || [0, 0];
    const words = encodeURIComponent(best.text.slice(start, end)).replaceAll("-", "%2D");
    return words && !url.includes("#") && row.kind !== "文献" ? `${url}#:~:text=${words}` : url;
  };

  const facts = ({ kind, note, date, statuses }) => {
    const shown = kind === "用語" ? [kind] : [kind, note, date].filter(Boolean);
    return make("span", { class: "search-facts" }, shown.join("・"), ...statuses.flatMap(
      ([name, word]) => [" ", make("span", { class: `status status-${name}` }, word)]));
  };

  /** The list item of a hit. */
  const item = (hit, asked) => {
    const { row, best } = hit;
    const spoken = row.language ? { lang: row.language } : {};
    const title = make("span", { class: "search-title", ...spoken }, ...marked(row.title, asked));
    const to = make("a", { href: address(hit, asked) }, title);
    if (row.kind === "用語" && row.note) {
      to.append(make("span", { class: "search-reading" }, "（", ...marked(row.note, asked), "）"));
    }
    if (best.number) {
      to.append(make("span", { class: "search-heading" }, ...marked(best.heading, asked)));
    }
    const shown = make("li", {}, to, facts(row));
    const also = best.piece && best.piece !== row.note
      ? [...marked(best.piece, asked), best.text && "　"] : [];
    if (also.length || best.text) shown.append(make("p", {}, ...also, ...excerpt(best.text, asked)));
    return shown;
  };

  window.bibourokuSearchView = { make, link, item, root };
})();
