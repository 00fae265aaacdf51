// What a page of the book does by itself: light or dark, copying code, searching all pages, filtering the traps.
"use strict";

const themes = {
  key: "pyjuliann-theme",
  // a browser may keep nothing for pages that come from files
  kept() { try { return localStorage.getItem(this.key); } catch { return null; } },
  keep(theme) { try { localStorage.setItem(this.key, theme); } catch { /* the next page asks the system again */ } },
  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
};
if (["light", "dark"].includes(themes.kept())) document.documentElement.dataset.theme = themes.kept();

addEventListener("DOMContentLoaded", () => {
  switchThemes();
  copyCode();
  openTargets();
  reachWhatScrolls();
  searchBook();
  filterTraps();
});

function switchThemes() {
  const button = document.querySelector(".theme");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(themes.isDark()));
  button.hidden = false;
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  button.addEventListener("click", () => {
    const theme = themes.isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    themes.keep(theme);
    show();
  });
}

function copyCode() {
  for (const button of document.querySelectorAll(".copy")) {
    const code = button.closest("figure"), label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const whole = code.querySelector("template");
      const text = whole ? whole.content.textContent : code.querySelector("pre").textContent;
      if (!await copied(text)) return;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 1500);
    });
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* not every browser lets a page from a file do so */ }
  const area = document.createElement("textarea"), focused = document.activeElement;
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused.focus();
  return done;
}

// What an address points at is opened, if it is folded.
function openTargets() {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    if (target && target.closest("details")) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}

// What is wider than its place can be scrolled with the keyboard.
function reachWhatScrolls() {
  const found = document.querySelectorAll("pre, .scroll, .formula");
  const check = (part) => {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => check(entry.target)));
  for (const part of found) {
    check(part);
    sizes.observe(part);
  }
}

// ---------------------------------------------------------------- words

let loading = null;

// The index of this language, an array of [address, title, text]; loaded when it is first asked for.
function loadIndex() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "search.js";
    script.onload = () => resolve(window.bookIndex.map(([href, title, text]) => ({
      href, title, text, inTitle: folded(title), inAll: folded(`${title} ${text}`),
    })));
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

function folded(text) {
  return text.normalize("NFC").toLowerCase();
}

// The words of a search; Korean ones without the particle that they end with, which in the text may be another.
function wordsOf(text) {
  const particle = /(?<=[가-힣])(에서|으로)$|(?<=[가-힣]{2})(을|를|은|는|이|가|의|에|로|와|과|도)$/;
  return folded(text).split(/\s+/).filter(Boolean).map((word) => word.replace(particle, ""));
}

// Whether a word occurs in a text; a Korean one also where the text has it as two.
function occurs(word, text) {
  return text.includes(word) || (/^[가-힣]{3,}$/.test(word) && text.replaceAll(" ", "").includes(word));
}

// A phrase with its values in the places {}, or {0} and {1} where a language wants another order.
function filled(phrase, ...values) {
  let next = 0;
  return phrase.replace(/\{(\d*)\}/g, (_, number) => values[number === "" ? next++ : Number(number)]);
}

// Those in which all words occur, those with them in the title first.
function matches(index, words) {
  const rank = (entry) => words.filter((word) => occurs(word, entry.inTitle)).length;
  return index.filter((entry) => words.every((word) => occurs(word, entry.inAll)))
    .map((entry) => [rank(entry), entry])
    .sort((a, b) => b[0] - a[0])
    .map(([, entry]) => entry);
}

function searchBook() {
  const form = document.querySelector(".search");
  if (!form) return;
  const input = form.querySelector("input"), box = form.querySelector(".found");
  const status = box.querySelector("p"), list = box.querySelector("ol");
  const most = 30;
  form.hidden = false;

  async function search() {
    const words = wordsOf(input.value);
    box.hidden = !words.length;
    if (!words.length) return;
    const found = matches(await loadIndex(), words);
    status.textContent = found.length ? filled(form.dataset.found, found.length) : form.dataset.nothing;
    list.replaceChildren(...found.slice(0, most).map((entry) => foundItem(entry, words)));
  }

  const links = () => [...list.querySelectorAll("a")];
  const close = () => { box.hidden = true; };
  input.addEventListener("input", search);
  input.addEventListener("focus", () => { loadIndex(); search(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener("keydown", (event) => {
    const all = [input, ...links()], at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      input.focus();
      close();
    } else if (event.key === "ArrowDown" && at >= 0) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at > 0) {
      event.preventDefault();
      all[at - 1].focus();
    }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  box.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
}

function foundItem(entry, words) {
  const item = document.createElement("li"), link = document.createElement("a");
  const title = document.createElement("strong"), around = document.createElement("span");
  link.href = entry.href;
  title.textContent = entry.title;
  around.append(...excerpt(entry.text, words));
  link.append(title, around);
  item.append(link);
  return item;
}

// The text around the first word that is in it, with the words marked.
function excerpt(text, words) {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word)).filter((at) => at >= 0);
  const start = Math.max(0, Math.min(...(places.length ? places : [0])) - 40);
  const shown = (start ? "…" : "") + text.slice(start, start + 140) + (start + 140 < text.length ? "…" : "");
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return shown.split(new RegExp(`(${escaped.join("|")})`, "gi")).map((part, number) => {
    if (number % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

function filterTraps() {
  const form = document.querySelector(".filter");
  if (!form) return;
  const topic = form.querySelector("select"), input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const sections = [...document.querySelectorAll(".topic")];
  const rows = [...document.querySelectorAll("[data-trap]")];
  form.hidden = false;

  async function filter() {
    const words = wordsOf(input.value);
    let found = null;
    if (words.length) {
      const traps = (await loadIndex()).filter((entry) => entry.href.includes("#trap-"));
      found = new Set(matches(traps, words).map((entry) => entry.href.split("#trap-")[1]));
    }
    for (const section of sections) {
      const wanted = !topic.value || section.dataset.topic === topic.value;
      for (const row of section.querySelectorAll("[data-trap]")) {
        row.hidden = !wanted || (found !== null && !found.has(row.dataset.trap));
      }
      section.hidden = !section.querySelector("[data-trap]:not([hidden])");
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = filled(form.dataset.shown, shown, rows.length);
  }

  topic.addEventListener("change", filter);
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (topic.value || input.value) filter();  // what a browser filled in again
}
