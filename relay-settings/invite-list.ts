/** Reads the list of those who may be invited: CSV (RFC 4180) with a column `email`. */
import { readFile, stat } from 'node:fs/promises';

export interface InviteList {
  /** In lower case. */
  readonly addresses: ReadonlySet<string>;
  readonly mistakes: readonly LineMistake[];
}

/** A line that is left out; lines count from 1. */
export interface LineMistake {
  readonly line: number;
  readonly kind: 'no-address' | 'not-csv';
}

export type InviteListReading =
  | { readonly kind: 'read'; readonly list: InviteList }
  /** Nobody may be invited by it, and nobody else either: the list limits who is. */
  | { readonly kind: 'refused'; readonly why: 'absent' | 'unreadable' | 'too-large' | 'no-column' };

/** A list of 100,000 people is far smaller, bytes. */
const largest = 16 * 1024 * 1024;
/** No address is longer (RFC 5321, 4.5.3.1). */
const longestAddress = 320;

const field = /(?:"((?:[^"]|"")*)"|([^",;]*))([,;]|$)/y;

/** The fields of a line, between commas or semicolons; null if its quotation marks are not right. A field holds no end of a line. */
const fieldsOf = (line: string): readonly string[] | null => {
  const fields: string[] = [];
  field.lastIndex = 0;
  for (;;) {
    const found = field.exec(line);
    if (found === null) return null;
    const [, quoted, plain = '', end] = found;
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return fields;
  }
};

/** Reads the text of a list. All lines that cannot be used are named at once, and the others count. Empty lines are no mistakes. */
export const parseInviteList = (text: string): InviteListReading => {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const column = fieldsOf(head)?.findIndex((name) => name.toLowerCase() === 'email') ?? -1;
  if (column < 0) return { kind: 'refused', why: 'no-column' };
  const addresses = new Set<string>();
  const mistakes: LineMistake[] = [];
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const fields = fieldsOf(text);
    const address = fields?.[column]?.toLowerCase() ?? '';
    if (address.length <= longestAddress && /^[^\s@]+@[^\s@]+$/.test(address)) addresses.add(address);
    else mistakes.push({ line: at + 2, kind: fields === null ? 'not-csv' : 'no-address' });
  }
  return { kind: 'read', list: { addresses, mistakes } };
};

/** Reads the file. Never rejects. */
export const readInviteList = async (file: string): Promise<InviteListReading> => {
  try {
    if ((await stat(file)).size > largest) return { kind: 'refused', why: 'too-large' };
    return parseInviteList(await readFile(file, 'utf8'));
  } catch (error) {
    // Harmless: the administrator is told.
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { kind: 'refused', why: isAbsent ? 'absent' : 'unreadable' };
  }
};
