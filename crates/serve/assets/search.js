// Search in the pages as files. The index lies beside them in parts, each a script, since a file may load no other files; only the
// parts that a query needs are loaded.
"use strict";
const standpointSearch = (() => {
  const ON_PAGE = 50;
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const at = (id) => document.getElementById(id);
  const parts = new Map();
  let about, running = 0;

  /** A part of the index, once it is there. */
  const load = (kind, number) => {
    const name = `${kind}-${number}`;
    if (!parts.has(name)) {
      const part = {};
      part.there = new Promise((resolve, reject) => {
        part.take = resolve;
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.addEventListener("error", () => { parts.delete(name); reject(new Error(name)); });
        document.head.append(script);
      });
      parts.set(name, part);
    }
    return parts.get(name).there;
  };

  const fold = (word) => [...word].map((letter) => about.fold[letter] ?? letter.toLowerCase()).join("");

  /** The words of a query, folded; a star behind one lets it go on. */
  const wanted = (query) =>
    [...query.matchAll(WORD)].map((match) => ({
      word: fold(match[0]), goesOn: query[match.index + match[0].length] === "*",
    })).filter(({ word }) => word);

  const matches = ({ word, goesOn }, folded) => goesOn ? folded.startsWith(word) : folded === word;

  const numbers = (packed) => {
    let last = 0;
    return packed.split(",").map((step) => (last += parseInt(step, 36)));
  };

  /** The numbers of the passages with a word, in order. */
  const having = async (one) => {
    const found = new Set();
    let part = Math.max(about.words.findLastIndex((first) => first <= one.word), 0);
    for (; part < about.words.length; part += 1) {
      if (about.words[part] > one.word && !about.words[part].startsWith(one.word)) break;
      for (const [word, packed] of Object.entries(await load("words", part))) {
        if (matches(one, word)) numbers(packed).forEach((number) => found.add(number));
      }
      if (!one.goesOn) break;
    }
    return found;
  };

  const element = (name, content, more = {}) => {
    const made = document.createElement(name);
    made.append(...[content].flat());
    for (const [key, value] of Object.entries(more)) if (value) made.setAttribute(key, value);
    return made;
  };

  const marked = (text, words) => {
    const out = [];
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      const folded = fold(match[0]);
      if (!words.some((one) => matches(one, folded))) continue;
      out.push(text.slice(end, match.index), element("mark", match[0], { class: "evidence" }));
      end = match.index + match[0].length;
    }
    return [...out, text.slice(end)];
  };

  const hit = async (number, words) => {
    const { statements, passages } = await load("passages", Math.floor(number / about.each));
    const [statement, passage, language, text] = passages[number % about.each];
    const [file, name, date] = statements[statement];
    const link = element("a", [element("bdi", name), `, passage ${passage}`], { href: `${file}#p${passage}` });
    const footer = element("footer", [link, date ? `, ${date}` : ""], { lang: "en", dir: "ltr" });
    return element("blockquote", [...marked(text, words), footer], { lang: language, dir: "auto" });
  };

  const say = (text) => { at("said").textContent = text; };

  /** Shows the next of what was found. */
  const show = async (found, words, mine) => {
    const some = await Promise.all(found.splice(0, ON_PAGE).map((number) => hit(number, words)));
    if (mine !== running) return;
    at("hits").append(...some);
    at("more").hidden = !found.length;
    at("more").onclick = () => show(found, words, mine).then(() => some.at(-1).nextElementSibling?.querySelector("a").focus(), broken);
  };

  const broken = () => say("A part of the index can’t be read: the folder “search” must lie beside this page.");

  const search = async (query) => {
    const mine = (running += 1);
    const words = wanted(query);
    at("hits").replaceChildren();
    at("more").hidden = true;
    if (!words.length) return say("");
    say("Searching …");
    let found;
    for (const one of words) {
      const these = await having(one);
      found = found ? found.filter((number) => these.has(number)) : [...these].sort((a, b) => a - b);
    }
    if (mine !== running) return;
    const count = found.length;
    await show(found, words, mine);
    if (mine !== running) return;
    say(count === 0 ? "Nothing was found." : count === 1 ? "One passage." : `${count} passages, in the order of the documents.`);
  };

  // What is searched for is in the address, so that going back from a passage finds the list again.
  const asked = () => {
    const [, query] = location.hash.match(/^#q=(.*)$/) ?? [];
    if (query === undefined) return;
    const typed = decodeURIComponent(query);
    at("search").elements.q.value = typed;
    search(typed).catch(broken);
  };

  const start = (index) => {
    about = index;
    at("without").hidden = true;
    at("with").hidden = false;
    at("search").addEventListener("submit", (event) => {
      event.preventDefault();
      const hash = `#q=${encodeURIComponent(event.target.elements.q.value)}`;
      if (hash === location.hash) asked(); else location.hash = hash;
    });
    addEventListener("hashchange", asked);
    asked();
  };

  const take = (kind) => (number, content) => parts.get(`${kind}-${number}`)?.take(content);
  return { start, words: take("words"), passages: take("passages") };
})();
