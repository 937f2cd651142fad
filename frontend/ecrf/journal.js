// @ts-check
/*
 * The journal: what is typed and not stored yet, by patient and item. The page works on it in memory; a sealed copy
 * outlives the page, each tab its own. Nothing is kept in clear: the key comes from the server with each page, for who is
 * signed in, and is never stored (docs/decisions, "What stays in the browser").
 */
import { itemNamed, page, labelOf } from './page.js';

/**
 * @typedef {{ typed: string, gives?: string }} Act what was typed into an item, or the missing reason given
 * @typedef {Act & { seen: string, earlier: Act[], label: string, at: string, why?: string, sent?: boolean, typedAt: number }}
 *   Entry the last of these; the answer it is to change, and what was sent in between and not heard of yet, which may be
 *   stored by then; where it stands, why the server did not store it, and whether it was sent
 * @typedef {{ items: Record<string, Entry>, pasted: { name: string, text: string, paste: string } | null, keys: string, day: number }} Doc
 */

const JOURNAL = 'sivig-journal';
const TAB = 'sivig-tab';
const DAYS = 30;           // how long what a closed tab has left is offered
const LOADING = 3000;      // milliseconds in which a tab that is loaded again has taken its name back

const today = () => Math.floor(Date.now() / 86400000);
/** @returns {Doc} */
const blank = () => ({ items: {}, pasted: null, keys: '', day: today() });
const isBlank = (doc) => !Object.keys(doc.items).length && !doc.pasted && !doc.keys;

/** @type {Map<string, Doc>} */
const docs = new Map();    // by patient

const docOf = (patient) => {
  if (!docs.has(patient)) {
    docs.set(patient, blank());
  }
  return docs.get(patient);
};

// --- sealing ------------------------------------------------------------------------------------------------------

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const held = (name, given) => new Promise((resolve) => {
  navigator.locks.request(name, given, (lock) => {
    resolve(Boolean(lock));
    return lock && !given.ifAvailable ? new Promise(() => { }) : undefined; // kept as long as the page lives
  }).catch(() => resolve(false));
});

/** The name of this tab, kept over a reload. A copy of a tab finds its name taken. */
const tabName = async () => {
  const kept = sessionStorage.getItem(TAB);
  if (kept && await held(`${TAB}:${kept}`, { signal: AbortSignal.timeout(2000) })) {
    return kept;
  }
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(TAB, fresh);
  await held(`${TAB}:${fresh}`, {});
  return fresh;
};

/** @type {(open: Promise<{ owner: string, tab: string, sealing: CryptoKey } | null>) => void} */
let opens;
/** What seals, from when the server has given the key; null where the browser offers no cryptography, without https. */
const vault = new Promise((resolve) => {
  opens = resolve;
});

/** The key of who is signed in, and the name under which what they type is kept. */
export const unlock = (owner, key) => opens(!window.isSecureContext || !navigator.locks ? null : Promise.all([tabName(),
  crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt'])])
  .then(([tab, sealing]) => ({ owner, tab, sealing })));

const nameOf = ({ owner, tab }, patient) => [JOURNAL, owner, tab, patient].join(':');
const bound = (name) => new TextEncoder().encode(name);

const seal = async (name, doc) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(name) }, (await vault).sealing,
    new TextEncoder().encode(JSON.stringify(doc)));
  return hexOf(iv) + hexOf(new Uint8Array(sealed));
};
/** @returns {Promise<Doc | null>} null when there is none, or it is not for who is signed in */
const unseal = async (name) => {
  try {
    const all = bytesOf(localStorage.getItem(name));
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: all.slice(0, 12), additionalData: bound(name) },
      (await vault).sealing, all.slice(12));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch (unreadable) {
    return null;
  }
};

const unsealed = new Set(); // the patients whose sealed copy is older than what is in memory
let sealing = Promise.resolve();
/** Puts a sealed copy in the place of the one before; the latest of several in a row is enough. */
const write = (patient) => {
  unsealed.add(patient);
  sealing = sealing.then(async () => {
    const open = await vault;
    if (!open || !unsealed.delete(patient)) {
      return;
    }
    const name = nameOf(open, patient);
    const doc = docOf(patient);
    if (isBlank(doc)) {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, await seal(name, { ...doc, day: today() }));
    }
  }).catch(() => { }); // no room in the browser: it is still in memory, and the page asks before it closes
};

// --- opening ------------------------------------------------------------------------------------------------------

/** @type {Map<string, string[]>} */
const kept = new Map();    // by patient: of which items this tab had kept something when the page was loaded
let isRead = false;
const read = vault.then(async (open) => {
  const prefix = open && nameOf(open, '');
  for (const name of open ? Object.keys(localStorage).filter((key) => key.startsWith(prefix)) : []) {
    const before = await unseal(name);
    const patient = name.slice(prefix.length);
    if (before) {
      const doc = docOf(patient);
      kept.set(patient, Object.keys(before.items).filter((item) => !(item in doc.items)));
      doc.items = { ...before.items, ...doc.items };
      doc.pasted = doc.pasted || before.pasted;
      doc.keys = [before.keys, doc.keys].filter(Boolean).join(' ');
    }
  }
  isRead = true;
}).catch(() => { });

/**
 * What there is in the journal of a patient whose page is being opened.
 *
 * @returns {Promise<string[]>} the items of which something is kept, but for those being typed by then
 */
export const openJournal = async (patient) => {
  const here = isRead ? Object.keys(docOf(patient).items) : null;
  await read;
  return here || kept.get(patient) || [];
};

/** @type {Set<string>} */
const awaited = new Set(); // the other tabs that are waited for
const awaitClosed = (tab, closed) => {
  if (!awaited.has(tab)) {
    awaited.add(tab);
    navigator.locks.request(`${TAB}:${tab}`, () => { }).then(() => setTimeout(() => {
      awaited.delete(tab);
      closed();
    }, LOADING)).catch(() => awaited.delete(tab));
  }
};

/**
 * What tabs that are closed have left of this patient, typed by who is signed in.
 *
 * @param {() => void} closed called when a tab that keeps something of this patient has closed since
 * @returns {Promise<{ name: string, doc: Doc }[]>}
 */
export const leftBehind = async (patient, closed) => {
  const open = await vault;
  if (!open) {
    return [];
  }
  const left = [];
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(`${JOURNAL}:${open.owner}:`)
      && key.endsWith(`:${patient}`) && key !== nameOf(open, patient))) {
    const tab = name.split(':')[2];
    if (await held(`${TAB}:${tab}`, { ifAvailable: true })) { // nobody holds it: that tab is gone
      const doc = await unseal(name);
      if (doc && doc.day > today() - DAYS) {
        left.push({ name, doc });
      } else {
        localStorage.removeItem(name);
      }
    } else {
      awaitClosed(tab, closed);
    }
  }
  return left;
};
export const putAside = (name) => localStorage.removeItem(name);
export const takeOver = (patient, { name, doc }) => {
  const mine = docOf(patient);
  mine.items = { ...doc.items, ...mine.items };
  mine.pasted = mine.pasted || doc.pasted;
  mine.keys += doc.keys;
  write(patient);
  putAside(name);
  return Object.keys(doc.items);
};

// --- what is typed ------------------------------------------------------------------------------------------------

export const readJournal = (patient = page.patient) => docOf(patient).items;

/** Keeps what is typed for an item, or the reason given, with the answer that it was to change. */
export const keep = (item, typed, gives = undefined) => {
  const items = readJournal();
  const name = item.dataset.item;
  const before = items[name];
  const earlier = before?.sent ? [...(before.earlier || []), { typed: before.typed, gives: before.gives }] : before?.earlier || [];
  delete items[name]; // what was typed last stands last
  items[name] = { seen: before ? before.seen : item.dataset.seen || '', earlier, typed, gives, label: labelOf(item), at: page.at,
    why: before?.why, typedAt: page.ahead === null ? 0 : Date.now() + page.ahead };
  write(page.patient);
  return items[name];
};
/** When it was typed, in milliseconds of the clock of the server; 0 when that is not known. @param {string} name */
export const typedAt = (name) => readJournal()[name]?.typedAt || 0;
/** An entry as the server takes it. @param {[string, Entry]} entry */
export const unsent = ([item, { seen, earlier, typed, gives, typedAt: at }]) => ({ item, seen, earlier, typed, gives, typedAt: at });
/** It is on its way: what is typed after it may change what it stores. */
export const markSent = (name, patient = page.patient) => {
  const entry = readJournal(patient)[name];
  if (entry && !entry.sent) {
    entry.sent = true;
    write(patient);
  }
};
/** Something newer is being typed than what has just been stored: it changes that answer. */
export const seeAnew = (name) => {
  readJournal()[name].seen = itemNamed(name)?.dataset.seen || '';
  write(page.patient);
};
/** Keeps why it is not stored; empty when that is settled or tried again. */
export const mark = (name, why, patient = page.patient) => {
  const entry = readJournal(patient)[name];
  if (entry && (entry.why || '') !== why) {
    entry.why = why || undefined;
    write(patient);
  }
};
export const forget = (name, patient = page.patient) => {
  const items = readJournal(patient);
  if (name in items) {
    delete items[name];
    write(patient);
  }
};
/** How many answers of who is signed in are not stored, in this tab and in others. */
export const countKept = async () => {
  const open = await vault;
  await read;
  await sealing;
  const counts = [...docs.values()].map(({ items }) => Object.keys(items).length);
  const others = open ? Object.keys(localStorage).filter((key) => key.startsWith(`${JOURNAL}:${open.owner}:`)
    && !key.startsWith(nameOf(open, ''))) : [];
  for (const name of others) {
    counts.push(Object.keys((await unseal(name))?.items || {}).length);
  }
  return counts.reduce((sum, count) => sum + count, 0);
};
/** Who signs out leaves nothing behind. */
export const forgetAll = async () => {
  docs.clear();
  const open = await vault;
  await sealing;
  if (open) {
    Object.keys(localStorage).filter((key) => key.startsWith(`${JOURNAL}:${open.owner}:`))
      .forEach((key) => localStorage.removeItem(key));
  }
};

/** Every patient of whom something is not stored. */
export const patientsKept = () => [...docs].filter(([, doc]) => Object.keys(doc.items).length).map(([patient]) => patient);

// A block that was pasted is kept until it is stored or put aside: the server may be gone meanwhile. The next one may be
// pasted before the server has told what became of this one, so that each has a name.
let pastes = 0;
export const keepPasted = (name, text) => {
  pastes++;
  const paste = `${Date.now()}-${pastes}`;
  docOf(page.patient).pasted = { name, text, paste };
  write(page.patient);
  return paste;
};
/** @param {string} paste */
export const forgetPasted = (paste) => {
  if (docOf(page.patient).pasted?.paste === paste) {
    docOf(page.patient).pasted = null;
    write(page.patient);
  }
};
export const readPasted = () => docOf(page.patient).pasted;

// Keys that were not done are kept until who typed them has seen them.
export const keepKeys = (text) => {
  if (docOf(page.patient).keys !== text) {
    docOf(page.patient).keys = text;
    write(page.patient);
  }
};
export const readKeys = () => docOf(page.patient).keys;
