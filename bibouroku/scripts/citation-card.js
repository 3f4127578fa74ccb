/* Cards: what a link of the text leads to, beside it. Without this script the links alone do.
   A card is a popover right after its link, so Tab goes from the one to the other; links in it have
   cards of their own, which keys open by ArrowDown alone: on focus, Tab would never get out.
   What stands on another page is fetched from there, each page once. */
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const CARD = ".citation-card";
  const LINK = "article a:is(.internal, .footnote-reference):not(nav a, .toctree-wrapper a, .memo-date-line a, .citing-source a, .bibliography > li > a, .backlinks a[href^='#'])";
  const GAP = 6; // px
  const DROPPED = `script, style, form, input, button, .headerlink, ${CARD}`;
  // what a card shows of a section or memo, and of anything else
  const HEAD = ":scope > :is(h1, h2, h3, h4, .memo-date-line, .memo-as-of, p:first-of-type)";
  const BODY = "img, figcaption, caption, .math-scroll, .eqno, aside > p, .admonition > p";
  const pages = new Map();
  let made = 0, aimed, tapped, waiting, timer;

  const bare = address => address.split("#")[0];
  const opened = () => [...document.querySelectorAll(`${CARD}:popover-open`)];
  const cardOf = link => opened().find(card => card.previousElementSibling === link);
  const focused = link => () => link.matches(":focus");
  const way = (href, words) => element("a", "-in", { href }, words);
  const button = (words, onclick) => element("button", "-button", { onclick }, words);

  function element(tag, part, given, ...parts) {
    const className = `citation-card${part}`, found = Object.assign(document.createElement(tag), { className }, given);
    found.append(...parts);
    return found;
  }

  async function fetched(address) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5e3) });
    if (!answer.ok) throw answer;
    return answer.text();
  }

  // a page of this site, if it can be had
  async function pageAt(page) {
    if (page === bare(location.href)) return document;
    if (!page.startsWith(location.origin) || !/(\/|\.html)$/.test(page)) return;
    if (!pages.has(page)) pages.set(page, fetched(page));
    try {
      return new DOMParser().parseFromString(await pages.get(page), "text/html");
    } catch {
      pages.delete(page);
    }
  }

  // fit for another place: no ids, nothing that acts, addresses that still lead there
  function copy(source, from) {
    const copied = source.cloneNode(true), { childNodes } = copied;
    const found = element("div", `-${source.localName}`, {}, ...childNodes.length ? childNodes : [copied]);
    for (const more of found.querySelectorAll("[data-more]")) more.replaceWith(more.dataset.more);
    for (const odd of found.querySelectorAll(DROPPED)) odd.remove();
    for (const each of found.querySelectorAll("*")) for (const { name, value } of [...each.attributes]) {
      if (/^(id|name|style|srcset|tabindex|on.*|aria-(?!label$|hidden$).*)$/.test(name)) each.removeAttribute(name);
      else if (/^(href|src)$/.test(name)) each.setAttribute(name, new URL(value, from));
    }
    return found;
  }

  // why this one citation is made, and the places in the work that it names
  function why(link) {
    const said = [link.title, ...link.querySelectorAll(".citation-place")];
    for (let next = link; (next = next.nextElementSibling) && !next.matches(".citation-link");) {
      if (next.matches(".citation-place")) said.push(next);
    }
    const shown = said.filter(Boolean).flatMap(one => ["・", one.cloneNode?.(true) ?? one]).slice(1);
    return shown.length ? [element("p", "-why", {}, "ここでは", ...shown)] : [];
  }

  function work(link, at, from) {
    const listed = at.matches("li"), all = listed ? [at] : at.querySelectorAll(".reference-summary, .reference-entry, .decisive");
    const parts = Array.from(all, part => copy(part, from));
    const page = listed ? parts[0].querySelector(":scope > .internal")?.href : from;
    const said = element("span", "-in", { role: "status" }), ways = [said];
    if (link.matches(".citation-link")) parts.push(...why(link));
    if (listed) ways.unshift(way(link.href, "文献欄へ"));
    if (page) {
      const file = page.replace(/\/$|\.html$/, ".bib"), citing = element("div", "-citing");
      const taking = button("写す", async ({ target }) => {
        said.textContent = "";
        said.textContent = await fetched(file).then(text => copied(text, said), () => 0) ? "写した" : "写せない";
        target.focus();
      });
      // a page on a disk (file:) may not read other files
      ways.unshift(way(page, "文献の頁"), way(file, "BibTeX"), page[0] === "f" ? "" : taking);
      parts.push(citing);
      tell(citing, page);
    }
    return ["文献", parts, ways];
  }

  // returns whether the clipboard has the text
  async function copied(text, near) {
    try {
      return !await navigator.clipboard.writeText(text);
    } catch { // not allowed, or no https
      const area = element("textarea", "-in", { value: text });
      near.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  // how often the site cites a work, and the first passages that do
  async function tell(citing, page) {
    const found = (await pageAt(page))?.querySelector(".citing");
    const count = found?.querySelector(".citing-count");
    if (count) citing.append(element("details", "-in", {}, element("summary", "-in", {}, count.textContent),
      copy(found, page)), way(`${page}#citing`, "すべての引用箇所"));
    else citing.remove();
  }

  // name, parts and ways out of the card of a link, if it leads to anything that has a card
  async function content(link) {
    const from = bare(link.href), page = await pageAt(from), id = decodeURIComponent(link.hash.slice(1));
    const found = id ? page?.getElementById(id) : page?.querySelector(".reference-page, section:has(> .memo-date-line)");
    const at = found?.matches("span:empty") ? found.parentNode : found;
    if (!at) return;
    if (at.matches(".bibliography > li, .reference-page")) return work(link, at, from);
    const all = at.matches("dt") ? [at, at.parentNode.querySelector(`#${CSS.escape(id)} ~ dd`)]
      : at.querySelectorAll(at.matches("section") ? HEAD : BODY);
    const parts = Array.from(all, part => copy(part, from)), lead = page.querySelector("meta[name=description]");
    if (!id && lead) parts.push(element("p", "-in", {}, lead.content));
    return parts[0] && ["参照", parts, [way(link.href, "この箇所へ")]];
  }

  function show(link, [kind, parts, ways]) {
    const { title } = link, id = `citation-card-${++made}`;
    const card = element("div", "", { id, popover: "auto", role: "dialog", ariaLabel: `${kind}：${link.textContent}` },
      ...parts, element("p", "-ways", {}, ...ways, button("閉じる", () => card.hidePopover())));
    link.title = ""; // the browser would show it over the card
    link.setAttribute("aria-details", id);
    link.setAttribute("aria-describedby", parts[0].id = `${id}-what`);
    link.after(card);
    card.showPopover();
    place(card);
    card.onbeforetoggle = () => {
      for (const name of ["title", "aria-details", "aria-describedby"]) link.removeAttribute(name);
      if (title) link.title = title;
      if (card.contains(document.activeElement)) link.focus({ preventScroll: true });
    };
  }

  // under the link or over it, and there as long as it is open; where both are too low, upon it
  function place(card) {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const lines = [...card.previousElementSibling.getClientRects()], last = lines.at(-1);
    const above = lines[0].top - 2 * GAP, below = height - last.bottom - 2 * GAP;
    card.style.maxHeight = "";
    const low = Math.max(above, below) < Math.min(card.offsetHeight, 190); // a few lines
    const under = card.under ??= card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `${low ? height - 2 * GAP : under ? below : above}px`;
    const left = Math.max(GAP, Math.min(last.left, width - GAP - card.offsetWidth));
    const top = low ? GAP : under ? last.bottom + GAP : lines[0].top - GAP - card.offsetHeight;
    card.style.top = `${scrollY + top}px`;
    card.style.left = `${scrollX + left}px`;
  }

  // returns whether there is anything to show
  async function open(link, wanted) {
    const found = cardOf(link) || await content(link);
    if (found && wanted() && !cardOf(link)) show(link, found);
    return found;
  }

  // closes what has nothing to do with the element under pointer or focus
  function leave(at) {
    for (const card of opened()) card.contains(at) || cardOf(at) === card || card.hidePopover();
  }

  // the pointer takes no card away in which the keyboard is
  function hovered(at) {
    const focus = document.activeElement, held = focus.closest(CARD), byKey = focus.matches(":focus-visible");
    if (held && byKey && !held.contains(at)) return;
    if (at || !byKey || !cardOf(focus)) leave(at);
    if (at?.matches(LINK)) open(at, () => aimed === at);
  }

  // opens the card, or follows the link if it has none, unless the reader did something else since
  async function tap(link) {
    waiting = link;
    const found = await open(link, () => waiting === link);
    if (waiting !== link) return;
    waiting = 0;
    found || location.assign(link.href);
  }

  // a first tap opens a card, and a long press asks for no menu
  function pressed(event) {
    const link = event.target.closest("a"), click = event.type === "click";
    if (link && link === tapped) {
      event.preventDefault();
      if (click) tapped = 0, tap(link);
    } else if (link && click) opened()[0]?.hidePopover(); // those inside go with it
  }

  const on = (name, heard) => document.addEventListener(name, heard, true);

  on("pointerover", ({ pointerType, target, buttons }) => {
    const at = target.closest(`${LINK}, ${CARD}`);
    if (pointerType === "touch" || buttons || at === aimed) return;
    aimed = at;
    clearTimeout(timer);
    timer = setTimeout(hovered, at?.matches(LINK) ? 250 : 300, at); // to open, to close (ms)
  });
  on("focusin", ({ target }) => {
    leave(target);
    if (target.matches(LINK) && target.matches(":focus-visible") && !target.closest(CARD)) open(target, focused(target));
  });
  // the innermost alone: the browser would close with it those that the pointer opened
  on("keydown", event => {
    const { key, target } = event, card = opened().at(-1);
    if (card && key === "Escape") card.hidePopover();
    else if (key === "ArrowDown" && target.closest(CARD) && target.matches(LINK)) open(target, focused(target));
    else return;
    event.preventDefault();
  });
  // comes before a tap closes the card; a second tap on a link that waits for its card follows it
  on("pointerdown", ({ pointerType, target }) => {
    const link = target.closest(LINK);
    tapped = pointerType === "touch" && link !== waiting && !cardOf(link) && link;
    waiting = 0;
  });
  on("pointercancel", () => tapped = 0);
  // a long press ends, and no click follows; the browser has closed what was open
  on("pointerup", () => tapped && setTimeout(tap, 0, tapped));
  on("click", pressed);
  on("contextmenu", pressed);
  // a card closed, or its passages unfolded
  on("toggle", ({ target }) => {
    if (target.matches(`${CARD}:not(:popover-open)`)) target.remove();
    else opened().forEach(place);
  });
  addEventListener("resize", () => opened().forEach(card => place(card, delete card.under)));
})();
