/* Cards: what a citation leads to, beside it. Without this script the links alone do.

   A card is a popover right after its link, so Tab goes from the one to the other. It opens on
   hover, keyboard focus or the first tap; Esc, leaving or a tap elsewhere closes it. Works named
   in a card have cards of their own. An entry on another page is fetched from there, once. */
(() => {
  "use strict";
  const LINK = ".citation a.citation-link, .citation-card .reference-history a";
  const CARD = ".citation-card";
  const OPENING = 250, CLOSING = 300; // ms
  const GAP = 6; // px
  const pages = new Map();
  let made = 0, aimed = null, tapped = null, timer;
  if (!HTMLElement.prototype.showPopover) return;

  const opened = () => [...document.querySelectorAll(`${CARD}:popover-open`)];
  const cardOf = link => opened().find(card => card.previousElementSibling === link);

  function element(tag, part, ...content) {
    const found = document.createElement(tag);
    found.className = `citation-card${part}`;
    found.append(...content);
    return found;
  }

  async function fetched(address) {
    const answer = await fetch(address);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  async function entryOf({ origin, pathname, hash }) {
    const address = origin + pathname, id = hash.slice(1);
    if (address === location.origin + location.pathname) return document.getElementById(id);
    if (!pages.has(address)) pages.set(address, fetched(address));
    try {
      return (await pages.get(address)).getElementById(id);
    } catch { // no network, or a page from file://
      pages.delete(address);
    }
  }

  // as it is cited here: "Lee 2023, p. 3", the place as a link
  function citedAs(link) {
    const line = element("p", "-cited", link.textContent);
    for (let next = link; (next = next.nextElementSibling) && !next.matches(".citation-link");) {
      if (next.matches(".citation-place")) line.append(", ", next.cloneNode(true));
    }
    if (/（[^）]*$/.test(link.textContent)) line.append("）");
    return line;
  }

  function newCard(link, entry) {
    const body = element("div", "-entry", ...document.importNode(entry, true).childNodes);
    for (const named of body.querySelectorAll("[id]")) named.removeAttribute("id");
    for (const next of body.querySelectorAll(".status ~ .status")) next.before(element("br", "-line"));
    for (const inner of body.querySelectorAll("a[href]")) {
      inner.href = new URL(inner.getAttribute("href"), link.href);
    }
    const list = element("a", "-list", "文献欄へ"), close = element("button", "-close", "閉じる");
    const card = element("div", "", citedAs(link), body, element("p", "-ways", list, close));
    list.href = link.href;
    close.type = "button";
    close.onclick = () => card.hidePopover();
    card.id = `citation-card-${++made}`;
    card.popover = "auto";
    card.role = "group";
    card.ariaLabel = `文献：${link.textContent}`;
    link.setAttribute("aria-details", card.id);
    card.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") return;
      link.removeAttribute("aria-details");
      if (card.contains(document.activeElement)) link.focus({ preventScroll: true });
    });
    card.addEventListener("toggle", ({ newState }) => newState === "open" || card.remove());
    return card;
  }

  function place(card) {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const lines = [...card.previousElementSibling.getClientRects()], last = lines.at(-1);
    const above = lines[0].top - 2 * GAP, below = height - last.bottom - 2 * GAP;
    card.style.maxHeight = "";
    const under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `min(60vh, ${Math.max(under ? below : above, 0)}px)`;
    const top = under ? last.bottom + GAP : lines[0].top - GAP - card.offsetHeight;
    const left = Math.max(GAP, Math.min(last.left, width - GAP - card.offsetWidth));
    card.style.top = `${top + scrollY}px`;
    card.style.left = `${left + scrollX}px`;
  }

  // returns whether the link has an entry to show
  async function open(link, wanted) {
    const entry = cardOf(link) || await entryOf(link);
    if (entry && wanted() && !cardOf(link)) {
      const card = newCard(link, entry);
      link.after(card);
      card.showPopover();
      place(card);
    }
    return Boolean(entry);
  }

  // closes what has nothing to do with the element under pointer or focus
  function leave(at) {
    for (const card of opened()) {
      if (!card.contains(at) && card.previousElementSibling !== at) card.hidePopover();
    }
  }

  function hovered(at) {
    const held = document.activeElement.closest(`${LINK}, ${CARD}`);
    if (at || !held?.matches(":focus-visible, :focus-within")) leave(at);
    if (at?.matches(LINK)) open(at, () => aimed === at);
  }

  document.addEventListener("pointerover", ({ pointerType, target }) => {
    const at = target.closest(`${LINK}, ${CARD}`);
    if (pointerType === "touch" || at === aimed) return;
    aimed = at;
    clearTimeout(timer);
    timer = setTimeout(hovered, at?.matches(LINK) ? OPENING : CLOSING, at);
  });

  document.addEventListener("focusin", ({ target }) => {
    leave(target);
    if (target.matches(LINK) && target.matches(":focus-visible")) {
      open(target, () => document.activeElement === target);
    }
  });

  // the browser would do it, but Sphinx keeps this key from it (sphinx_highlight.js)
  document.addEventListener("keydown", event => {
    const card = opened().at(-1);
    if (!card || event.key !== "Escape") return;
    event.preventDefault();
    card.hidePopover();
  });

  // comes before a tap closes the card
  document.addEventListener("pointerdown", ({ pointerType, target }) => {
    const link = target.closest(LINK);
    tapped = pointerType === "touch" && link && !cardOf(link) ? link : null;
  });

  document.addEventListener("click", event => {
    const link = event.target.closest("a");
    if (link && link === tapped) {
      event.preventDefault();
      open(link, () => true).then(shown => shown || location.assign(link.href));
    } else if (link) opened()[0]?.hidePopover(); // those inside go with it
    tapped = null;
  });

  addEventListener("resize", () => opened().forEach(place));
})();
