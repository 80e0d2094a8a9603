/**
 * The floor of `npm run bench -- app`: a page without React or live queries that shows the same database as bare rows, and answers the
 * same gestures. What a gesture costs here is the browser, one read of IndexedDB, and as many elements as a screen holds. What is sent is one more write,
 * and read back.
 */
import type { Conversation, Message } from '../../renderer/model/index.ts';
import { databaseName } from '../../renderer/store/index.ts';

const rowHeight = 56;
const shownMessages = 30;

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
  });

const element = (parent: HTMLElement, name: string, style: Partial<CSSStyleDeclaration>): HTMLElement => {
  const made = document.createElement(name);
  Object.assign(made.style, style);
  parent.append(made);
  return made;
};

const database = await settled(indexedDB.open(databaseName));

const newestMessages = async (conversation: string): Promise<Message[]> => {
  const index = database.transaction('messages').objectStore('messages').index('[conversationId+createdAt]');
  const cursor = index.openCursor(
    IDBKeyRange.bound([conversation, 0], [conversation, Number.MAX_SAFE_INTEGER]),
    'prev',
  );
  return new Promise((resolve, reject) => {
    const found: Message[] = [];
    cursor.onerror = () => reject(cursor.error ?? new Error('IndexedDB refused'));
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (at) found.push(at.value as Message);
      if (at && found.length < shownMessages) at.continue();
      else resolve(found.reverse());
    };
  });
};

const { body } = document;
Object.assign(body.style, { margin: '0', display: 'flex', height: '100vh', font: '14px sans-serif' });
const left = element(body, 'div', { width: '320px', display: 'flex', flexDirection: 'column' });
const filter = element(left, 'input', { height: '32px' }) as HTMLInputElement;
filter.type = 'search';
const list = element(left, 'div', { flex: '1', overflowY: 'auto' });
list.dataset.region = 'list';
const right = element(body, 'div', { flex: '1', display: 'flex', flexDirection: 'column' });
const messages = element(right, 'div', { flex: '1', overflowY: 'auto' });
messages.dataset.region = 'messages';
const composer = element(right, 'div', {});
composer.dataset.composer = '';
/** The browser's own editor, which keeps nothing. */
const box = element(composer, 'div', { minHeight: '24px', maxHeight: '216px', overflowY: 'auto' });
box.contentEditable = 'true';
box.role = 'textbox';

/** The conversation that is open. */
let opened: string | null = null;

const open = async (id: string): Promise<void> => {
  const newest = await newestMessages(id);
  opened = id;
  messages.replaceChildren();
  for (const { id: messageId, authorId, plain } of newest) {
    const row = element(messages, 'div', { padding: '8px' });
    row.dataset.messageId = messageId;
    element(row, 'div', { fontWeight: '600' }).textContent = authorId;
    element(row, 'div', {}).textContent = plain;
  }
  messages.scrollTo(0, messages.scrollHeight);
};

const all = (await settled(
  database.transaction('conversations').objectStore('conversations').getAll(),
)) as Conversation[];
const rows = all
  .sort((one, other) => other.sortAt - one.sortAt)
  .map(({ id, name, lastMessage }) => {
    const title = name ?? id;
    const row = element(list, 'div', { height: `${rowHeight}px`, overflow: 'hidden' });
    row.id = `row-${id}`;
    row.dataset.testid = 'conversation-row';
    element(row, 'div', {}).textContent = title;
    element(row, 'div', {}).textContent = lastMessage?.plain ?? '';
    // Harmless: nothing waits for it but the benchmark, which would find no message.
    row.addEventListener('click', () => void open(id).catch(() => undefined));
    return { row, title: title.toLowerCase() };
  });
filter.addEventListener('input', () => {
  const wanted = filter.value.toLowerCase();
  for (const { row, title } of rows) row.hidden = !title.includes(wanted);
});

/** Stores what was written as one more message of the open conversation, and shows it as it is read back. */
const send = async (id: string, words: string): Promise<void> => {
  const last = (await newestMessages(id)).at(-1);
  if (!last) return;
  const createdAt = last.createdAt + 1;
  const message = {
    ...last,
    id: `${last.id}+`,
    createdAt,
    plain: words,
    body: { format: 'text', content: words },
  };
  const writing = database.transaction('messages', 'readwrite', { durability: 'relaxed' });
  await settled(writing.objectStore('messages').put(message));
  await open(id);
};
box.addEventListener('paste', (event) => {
  event.preventDefault();
  const paragraphs = (event.clipboardData?.getData('text/plain') ?? '').split('\n\n');
  box.replaceChildren();
  for (const paragraph of paragraphs) element(box, 'p', {}).textContent = paragraph;
  getSelection()?.selectAllChildren(box);
  getSelection()?.collapseToEnd();
});
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || opened === null) return;
  event.preventDefault();
  const words = box.textContent;
  box.replaceChildren();
  // Harmless: nothing waits for it but the benchmark, which would not find the message.
  send(opened, words).catch(() => undefined);
});
