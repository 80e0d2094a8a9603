import type { Account, Beginning } from '../../model/index.ts';

/**
 * What a new conversation with so many others would be, if the service is known not to let the user begin it; null if it may be begun, as far
 * as is known.
 */
export const forbiddenBeginning = (
  { mayNotBegin = [] }: Pick<Account, 'mayNotBegin'>,
  others: number,
): Beginning | null => {
  const wanted = others > 1 ? 'group' : 'direct';
  return others > 0 && mayNotBegin.includes(wanted) ? wanted : null;
};
