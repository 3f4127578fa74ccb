// Before the page is painted: the colours that the reader chose, and word that scripts run.
// It blocks, so it is small.
"use strict";
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  try {
    const chosen = localStorage.getItem("color-scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // storage may be forbidden: the device decides
  }
})();
