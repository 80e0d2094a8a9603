/** The query options of OData that the Teams part of Graph supports. */
import { parseTime } from '../state/time.ts';
import { badRequest } from './errors.ts';

export interface Condition {
  readonly property: string;
  readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
  readonly value: string;
}

export interface OrderBy {
  readonly property: string;
  readonly direction: 'asc' | 'desc';
}

/** The value of `$top`; beyond `most` Graph refuses. */
export const readTop = (query: URLSearchParams, otherwise: number, most: number): number => {
  const text = query.get('$top');
  if (text === null) return otherwise;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1) throw badRequest(`Invalid value '${text}' for $top query option.`);
  if (top > most) {
    throw badRequest(
      `The limit of '${most}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  }
  return top;
};

export const readOrderBy = (query: URLSearchParams): OrderBy | null => {
  const text = query.get('$orderby');
  if (text === null || text.trim() === '') return null;
  const [property = '', direction = 'asc', more] = text.trim().split(/\s+/);
  if (more !== undefined || (direction !== 'asc' && direction !== 'desc')) {
    throw badRequest(`Invalid $orderby query option '${text}'.`);
  }
  return { property, direction };
};

const condition = /^\(?\s*([\w./]+)\s+(eq|ne|gt|ge|lt|le)\s+('(?:[^']|'')*'|[^\s()']+)\s*\)?$/;

/** Conditions joined by `and`. */
export const readFilter = (query: URLSearchParams): Condition[] => {
  const text = query.get('$filter');
  if (text === null || text.trim() === '') return [];
  return text.split(/(?<!\s)\s+and\s+/i).map((part) => {
    const match = condition.exec(part.trim());
    if (!match) throw badRequest(`Invalid filter clause: ${part}`);
    const [, property = '', operator = 'eq', raw = ''] = match;
    const value = raw.startsWith("'") ? raw.slice(1, -1).replaceAll("''", "'") : raw;
    return { property, operator: operator as Condition['operator'], value };
  });
};

/** A condition's value as milliseconds. */
export const timeOf = (one: Condition): number => {
  const ms = parseTime(one.value);
  if (ms === null) throw badRequest(`Invalid date-time '${one.value}' in the filter clause.`);
  return ms;
};

/** The names in `$expand`, without their own options. */
export const readExpand = (query: URLSearchParams): Set<string> => {
  const text = query.get('$expand') ?? '';
  const names = text.replace(/\([^()]*\)/g, '').split(',');
  return new Set(names.map((name) => name.trim()).filter((name) => name !== ''));
};

/** The members of an object that `$select` names. */
export const select = (query: URLSearchParams, value: Record<string, unknown>): Record<string, unknown> => {
  const text = query.get('$select');
  if (text === null || text.trim() === '') return value;
  const names = new Set(text.split(',').map((name) => name.trim()));
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => names.has(name) || name === 'id' || name.startsWith('@')),
  );
};

/** An opaque token for nextLink and deltaLink. */
export const writeToken = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** The content of a token, or a refusal if it was not written here. */
export const readToken = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
  } catch {
    throw badRequest('The given skip token or delta token is not valid.');
  }
};
