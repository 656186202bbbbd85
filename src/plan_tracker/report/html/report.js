"use strict";
(() => {
  const report = document.querySelector(".report");
  const bodies = { [report.lang]: [...report.childNodes] };
  const dark = document.getElementById("dark");
  const wishes = { text: "", status: "", programme: "", doubt: false };
  const all = (selector, within = report) => [...within.querySelectorAll(selector)];

  // What is read only when it is wanted, or comes near.
  const build = (place) => {
    const later = place.querySelector("noscript");
    if (later) later.outerHTML = later.textContent;
  };
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        build(target);
      }
    },
    { rootMargin: "100%" },
  );
  const drawn = () => all(".row > [data-label]:nth-child(3), .finding > .chart");
  const watch = () => drawn().forEach((each) => near.observe(each));

  const open = (target, wanted) => {
    if (wanted) build(target.rows[1]);
    target.classList.toggle("wanted", wanted);
    target.querySelector(".open").setAttribute("aria-expanded", wanted);
  };

  // The address names the row that was opened last, in no language: `#roads-2026`.
  const address = (target, wanted) => {
    const own = `#${encodeURIComponent(target.dataset.name)}`;
    if (wanted) history.replaceState(null, "", own);
    else if (location.hash === own) history.replaceState(null, "", location.pathname + location.search);
  };

  // Vietnamese is found with and without its marks.
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");
  const texts = new WeakMap();
  const text = (target) => {
    if (!texts.has(target)) texts.set(target, plain(`${target.rows[0].textContent} ${target.dataset.name}`));
    return texts.get(target);
  };

  const fits = (target, words) =>
    words.every((word) => text(target).includes(word)) &&
    (!wishes.status || target.dataset.status === wishes.status) &&
    (!wishes.programme || (target.dataset.programmes ?? "").includes(` ${wishes.programme} `)) &&
    (!wishes.doubt || "doubt" in target.dataset);

  const filter = () => {
    const words = plain(wishes.text).split(/\s+/).filter(Boolean);
    const targets = all(".targets > tbody");
    let shown = 0;
    for (const target of targets) {
      const hidden = !fits(target, words);
      if (target.hidden !== hidden) target.hidden = hidden;
      shown += !hidden;
    }
    const output = report.querySelector("output");
    output.textContent = output.dataset.shown
      .replace("{shown}", shown.toLocaleString(report.lang))
      .replace("{all}", targets.length.toLocaleString(report.lang));
    for (const each of all("[data-pick]"))
      each.setAttribute("aria-pressed", each.dataset.pick === wishes.status);
  };

  const wish = (name, value) => {
    wishes[name] = value;
    filter();
  };

  const sort = (heading, wanted) => {
    const table = heading.closest("table");
    const at = heading.cellIndex;
    const falling = wanted === "descending";
    const order = new Intl.Collator(report.lang, { numeric: true }).compare;
    const key = (target) => {
      const { sort } = target.rows[0].cells[at].dataset;
      return at === 0 ? target.querySelector(".open").textContent : sort === undefined ? null : Number(sort);
    };
    const keyed = [...table.tBodies].map((target) => [key(target), target]);
    // What is not known comes last, whichever way.
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const found = at === 0 ? order(a, b) : a - b;
      return falling ? -found : found;
    });
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    heading.ariaSort = wanted;
    table.append(...keyed.map(([, target]) => target));
  };

  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const found =
      document.getElementById(location.hash.slice(1)) ??
      document.getElementById(id) ??
      all(".targets > tbody").find((target) => target.dataset.name === id);
    if (!found) return;
    if (found.matches(".targets > tbody")) {
      found.hidden = false;
      open(found, true);
    }
    found.scrollIntoView();
  };

  const isDark = () => matchMedia(dark.media).matches;
  const shade = (wanted) => {
    for (const each of all("[data-theme]")) each.setAttribute("aria-pressed", wanted);
  };

  // The report in another language, which is read when it is first wanted.
  const translated = (lang) => {
    const other = document.createElement("div");
    const texts = [...document.querySelectorAll("body > noscript")].map((each) => each.textContent);
    other.innerHTML = texts
      .find((text) => text.startsWith(`<article class="report" lang="${lang}"`))
      .replaceAll("<!--later-->", "<noscript>")
      .replaceAll("<!--/later-->", "</noscript>");
    other.querySelector(".main").setAttribute("role", "main");
    return [...other.firstElementChild.childNodes];
  };

  // What is chosen, open and sorted stays so in the other language.
  const speak = (lang) => {
    const wanted = all(".wanted").map((each) => each.id.replace(report.lang, lang));
    const sorted = all("[aria-sort]").map((each) => [all(".heads th").indexOf(each), each.ariaSort]);
    bodies[lang] ??= translated(lang);
    report.replaceChildren(...bodies[lang]);
    document.documentElement.lang = report.lang = lang;
    document.title = report.querySelector("h1").textContent;
    for (const each of all("[data-filter]"))
      each[each.type === "checkbox" ? "checked" : "value"] = wishes[each.dataset.filter];
    for (const [at, order] of sorted) sort(all(".heads th")[at], order);
    for (const each of all(".targets > tbody")) open(each, wanted.includes(each.id));
    watch();
    filter();
    shade(isDark());
    report.querySelector(`[data-lang="${lang}"]`).focus();
  };

  const uses = {
    lang: (button) => speak(button.dataset.lang),
    theme: () => {
      dark.media = isDark() ? "not all" : "screen";
      shade(isDark());
    },
    pick: (button) => {
      const status = wishes.status === button.dataset.pick ? "" : button.dataset.pick;
      report.querySelector("[data-filter=status]").value = status;
      wish("status", status);
    },
    openAll: (button) => {
      const wanted = button.getAttribute("aria-pressed") !== "true";
      for (const each of all(".targets > tbody")) open(each, wanted && !each.hidden);
      button.setAttribute("aria-pressed", wanted);
    },
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.matches(".open")) {
      const wanted = button.getAttribute("aria-expanded") !== "true";
      open(button.closest("tbody"), wanted);
      address(button.closest("tbody"), wanted);
    } else if (button.matches(".sort")) {
      const heading = button.closest("th");
      sort(heading, heading.ariaSort === "ascending" ? "descending" : "ascending");
    } else {
      for (const name in uses) if (name in button.dataset) uses[name](button);
    }
  });
  document.addEventListener("input", ({ target }) => {
    const { filter: name } = target.dataset;
    if (name) wish(name, target.type === "checkbox" ? target.checked : target.value);
  });
  document.addEventListener("toggle", ({ target }) => target.open && build(target), true);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shade(isDark()));
  addEventListener("hashchange", reveal);

  addEventListener("beforeprint", () => {
    drawn().forEach(build);
    for (const each of all(".findings details, .details details")) {
      build(each);
      each.open = true;
    }
  });

  watch();
  shade(isDark());
  filter();
  reveal();
})();
