// Before the page is painted: the colours that the reader chose, and word that scripts run.
// It blocks, so it is small.
"use strict";
(() => {
  const root = document.documentElement;
  root.dataset.scripts = root.dataset.theme ?? ""; // with the colours that the site prefers
  try {
    const chosen = localStorage.getItem("color-scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
    if (chosen === "auto") delete root.dataset.theme;
  } catch {
    // storage may be forbidden: the device decides
  }
})();
