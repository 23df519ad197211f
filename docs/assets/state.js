// The state of a page in its address: only what differs from how the page is opened.
// Each reader of it owns keys with a prefix of its own, so that two tables do not meet.

import words from "./words.js";

export const read = () => new URLSearchParams(location.search);

// Writes keys; an empty value takes a key away. Typing replaces the entry, a choice adds one.
export const write = (changes, { replace = false } = {}) => {
  const now = read();
  for (const [key, value] of Object.entries(changes)) {
    if (value === "" || value === null || value === undefined) now.delete(key);
    else now.set(key, value);
  }
  const query = now.toString();
  const goal = `${location.pathname}${query ? `?${query}` : ""}${location.hash}`;
  if (goal === `${location.pathname}${location.search}${location.hash}`) return;
  history[replace ? "replaceState" : "pushState"](history.state, "", goal);
};

export const onBack = (apply) => addEventListener("popstate", apply);

// A sentence of ours in the language of the page; {name} in it stands for a value.
export const speaking = (known) => {
  const own = known[document.documentElement.lang] ?? {};
  return (message, values = {}) => (own[message] ?? message).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
};
export const say = speaking(words);

// An element with properties and children, made without any markup in text.
export const make = (name, properties = {}, ...children) => {
  const { dataset, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
};

// Gives the browser a file that was made here.
export const save = (name, text, type) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};
