// The shell: the choice of colours, and the place in the contents. Pages do without.
"use strict";
(() => {
  const KEY = "color-scheme";
  const root = document.documentElement;

  // ---- light, dark, or as the device says
  const shown = () => {
    const chosen = root.dataset.theme || "";
    for (const input of document.querySelectorAll(`input[name="${KEY}"]`)) input.checked = input.value === chosen;
  };
  const choose = (scheme) => {
    if (scheme) root.dataset.theme = scheme;
    else delete root.dataset.theme;
  };
  document.querySelector(".color-scheme")?.addEventListener("change", (event) => {
    choose(event.target.value);
    try {
      // that the device decides is worth a note only where the site would
      const noted = event.target.value || (root.dataset.scripts && "auto");
      if (noted) localStorage.setItem(KEY, noted);
      else localStorage.removeItem(KEY);
    } catch {
      // storage may be forbidden: the choice holds for this page
    }
  });
  // chosen in another window, or before the reader came back to this page
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    choose(["light", "dark"].includes(event.newValue) ? event.newValue : "");
    shown();
  });
  addEventListener("pageshow", shown);
  shown();

  // ---- the heading that is being read, in the contents beside the text
  const links = new Map();
  for (const link of document.querySelectorAll(".bd-sidebar-secondary a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (!links.size) return;
  const inSight = new Set();
  let current;
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inSight[isIntersecting ? "add" : "delete"](target);
    // sections nest: the last in the order of the text is the innermost; after all of them, the last
    const sections = [...links.keys()];
    const read = sections.findLast((section) => inSight.has(section))
      ?? sections.findLast((section) => section.getBoundingClientRect().top < 0);
    if (!read || links.get(read) === current) return;
    current?.removeAttribute("aria-current");
    current = links.get(read);
    current.setAttribute("aria-current", "location");
  }, { rootMargin: "-20% 0px -75%" });
  for (const section of links.keys()) observer.observe(section);
})();
