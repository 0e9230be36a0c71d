// The grains page. Data goes into the page as text only (textContent); the key goes into the Authorization header only.
'use strict';

const KEY = 'orleanswa-admin-key';
const API = '/api/management';
const at = id => document.getElementById(id);
const columns = [...document.querySelectorAll('thead th')].map(th => th.textContent);

// Cursors of the pages up to the one that is shown; the first page has none.
let pages = [null];
let nextCursor = null;
let filters = { type: '', prefix: '', limit: '50' };
let opened = null;
// What was asked for last wins: an answer that comes late is dropped.
let listAsked = 0;
let grainAsked = 0;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || 'The server gave no reason.');
    this.status = status;
    this.title = `${status} ${problem.title || ''}`.trim();
    this.fields = Object.entries(problem.errors || {});
    this.traceId = problem.traceId;
  }
}

async function call(path, method = 'GET') {
  const headers = { Authorization: 'Bearer ' + (sessionStorage.getItem(KEY) || '') };
  const answer = await fetch(API + path, { method, headers, cache: 'no-store', credentials: 'omit' });
  const text = await answer.text();
  let body = {};
  try { body = text ? JSON.parse(text) : {}; } catch { body = { detail: 'The answer is not from this product: is a proxy in between?' }; }
  if (!answer.ok) throw new Refusal(answer.status, body);
  return { status: answer.status, body };
}

// Runs what a person asked for, and shows what went wrong as text.
async function attempt(work) {
  at('problem').hidden = true;
  say('');
  try {
    await work();
  } catch (error) {
    showProblem(error);
  }
}

function showProblem(error) {
  const box = at('problem');
  const refused = error instanceof Refusal;
  box.replaceChildren(
    element('h2', refused ? error.title : 'The server cannot be reached'),
    element('p', refused ? error.message : 'Check the connection and try again.'));
  if (refused && error.fields.length) {
    const list = element('ul');
    for (const [field, messages] of error.fields) list.append(element('li', `${field}: ${messages.join(' ')}`));
    box.append(list);
  }
  if (refused && error.traceId) box.append(element('p', `Trace ${error.traceId}`, 'hint'));
  box.hidden = false;
  if (refused && (error.status === 401 || error.status === 403)) forget();
}

const say = text => { at('said').textContent = text; };
const time = text => text ? new Date(text).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }) : '—';

function forget() {
  sessionStorage.removeItem(KEY);
  // Nothing of what the key opened stays on the page, nor comes late.
  listAsked++;
  closeGrain();
  at('rows').replaceChildren();
  show(false);
  at('key').focus();
}

function show(withKey) {
  at('key-form').hidden = withKey;
  at('key-in-use').hidden = !withKey;
  at('list').hidden = !withKey;
}

async function begin() {
  const types = (await call('/grain-types')).body.items;
  at('type').replaceChildren(new Option('All types', ''), ...types.map(type => new Option(type, type)));
  at('type').value = types.includes(filters.type) ? filters.type : '';
  filters.type = at('type').value;
  show(true);
  await list([null]);
}

async function list(wanted) {
  const ticket = ++listAsked;
  const query = new URLSearchParams({ limit: filters.limit });
  if (filters.type) query.set('type', filters.type);
  if (filters.prefix) query.set('prefix', filters.prefix);
  if (wanted.at(-1)) query.set('cursor', wanted.at(-1));
  at('rows').closest('table').setAttribute('aria-busy', 'true');
  try {
    const { items, nextCursor: next } = (await call('/grains?' + query)).body;
    if (ticket !== listAsked) return;
    [pages, nextCursor] = [wanted, next];
    at('rows').replaceChildren(...items.map(row));
    at('previous').disabled = pages.length === 1;
    at('next').disabled = !nextCursor;
    at('page').textContent = `Page ${pages.length}`;
    say(items.length ? '' : 'Nothing is stored that fits.');
  } finally {
    at('rows').closest('table').removeAttribute('aria-busy');
  }
}

function row(item) {
  const open = element('button', item.key, 'key');
  open.type = 'button';
  open.addEventListener('click', () => attempt(() => openGrain(item.type, item.key)));
  const cells = [item.type, open, item.state, item.active ? 'yes' : 'no', item.schema, item.version, time(item.lastWriteAt), item.bytes];
  const made = element('tr');
  // Said again in words: as cards on a phone the cells are no table for the browser.
  made.setAttribute('role', 'row');
  cells.forEach((cell, index) => {
    const td = element('td');
    td.setAttribute('role', 'cell');
    td.dataset.column = columns[index];
    td.append(cell instanceof Node ? cell : element('span', String(cell)));
    made.append(td);
  });
  return made;
}

// The key as one segment: its slashes survive every proxy that does not decode.
const path = grain => `/grains/${encodeURIComponent(grain.type)}/${encodeURIComponent(grain.key)}`;

async function openGrain(type, key) {
  await look({ type, key });
  at('grain-title').focus();
}

async function look(grain) {
  const ticket = ++grainAsked;
  const details = (await call(path(grain))).body;
  if (ticket !== grainAsked) return;
  opened = grain;
  at('grain-title').textContent = `${details.type} ${details.key}`;
  const { active, silo, since } = details.activation;
  at('activation').replaceChildren(...facts([
    ['Activation', active ? 'active' : 'not active'],
    ['Silo', silo || '—'],
    ['Active since', active && !since ? 'not known' : time(since)]]));
  at('deactivate').disabled = !active;
  at('states').replaceChildren(...(details.statesUnavailable
    ? [element('p', details.statesUnavailable)]
    : details.states.length ? details.states.map(state) : [element('p', 'Nothing is stored.')]));
  at('grain').hidden = false;
}

function facts(pairs) {
  return pairs.flatMap(([name, value]) => [element('dt', name), element('dd', String(value))]);
}

function state(stored) {
  const made = element('section');
  const list = element('dl');
  list.append(...facts([
    ['Schema', stored.schema], ['Version', stored.version], ['Last write', time(stored.lastWriteAt)], ['Bytes', stored.bytes]]));
  const json = element('pre', JSON.stringify(stored.data, null, 2));
  json.tabIndex = 0;
  made.append(element('h3', `State ${stored.name}`), list, json);
  return made;
}

function closeGrain() {
  grainAsked++;
  opened = null;
  at('grain').hidden = true;
  at('states').replaceChildren();
  at('grain-title').textContent = '';
  if (at('confirm').open) at('confirm').close();
}

async function deactivate(grain) {
  const { status, body } = await call(path(grain) + '/deactivate', 'POST');
  // A moment passes until the activation is gone; looking at once shows where it is now.
  await Promise.all([look(grain), list(pages)]);
  say(status === 202 ? body.detail : 'It was not active.');
  at('grain-title').focus();
}

at('key-form').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem(KEY, at('key').value.trim());
  at('key').value = '';
  attempt(begin);
});
at('forget').addEventListener('click', () => attempt(async () => forget()));
at('filter').addEventListener('submit', event => {
  event.preventDefault();
  filters = { type: at('type').value, prefix: at('prefix').value, limit: at('limit').value };
  attempt(() => list([null]));
});
at('previous').addEventListener('click', () => attempt(() => list(pages.slice(0, -1))));
at('next').addEventListener('click', () => attempt(() => list([...pages, nextCursor])));
at('refresh').addEventListener('click', () => attempt(() => Promise.all([look(opened), list(pages)])));
at('close').addEventListener('click', () => {
  const { key } = opened;
  closeGrain();
  const opener = [...document.querySelectorAll('button.key')].find(button => button.textContent === key);
  (opener || at('list-title')).focus();
});
at('deactivate').addEventListener('click', () => {
  at('confirm-grain').textContent = `${opened.type} ${opened.key}`;
  at('confirm').showModal();
});
at('confirm-no').addEventListener('click', () => at('confirm').close());
at('confirm-yes').addEventListener('click', () => {
  at('confirm').close();
  attempt(() => deactivate(opened));
});

if (sessionStorage.getItem(KEY)) attempt(begin);
