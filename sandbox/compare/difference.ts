/** The kinds of differences between a service's content and a mirror's. */

export type DifferenceKind =
  | 'account differs'
  | 'team missing'
  | 'team extra'
  | 'team name differs'
  | 'conversation missing'
  | 'conversation extra'
  | 'conversation kind differs'
  | 'conversation team differs'
  | 'conversation name differs'
  | 'members differ'
  | 'read state differs'
  | 'message missing'
  | 'message extra'
  | 'message doubled'
  | 'content differs'
  | 'author differs'
  | 'time differs'
  | 'edit differs'
  | 'deletion differs'
  | 'reply differs'
  | 'reactions differ'
  | 'files differ';

/** One difference. `subject` is an id, or `conversation id/message id`; `detail` holds ids, times and counts, never text. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly subject: string;
  readonly detail?: string;
}

/** One line for a person. */
export const describeDifference = ({ kind, subject, detail }: Difference): string =>
  `${kind}: ${subject}${detail === undefined ? '' : ` (${detail})`}`;

/** Indexes by id; ids that come twice are told to `doubled`. */
export const indexBy = <Item>(
  items: readonly Item[],
  id: (item: Item) => string,
  doubled: (id: string) => void = () => undefined,
): Map<string, Item> => {
  const index = new Map<string, Item>();
  for (const item of items) {
    const key = id(item);
    if (index.has(key)) doubled(key);
    index.set(key, item);
  }
  return index;
};

/** Whether two lists have the same items in the same order. */
export const sameList = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one, at) => one === right[at]);

/** The items that only one of two lists has, in words: `-a +b`; `order` if only the order differs. */
export const listDetail = (expected: readonly string[], actual: readonly string[]): string => {
  const left = new Set(expected);
  const right = new Set(actual);
  const gone = expected.filter((one) => !right.has(one)).map((one) => `-${one}`);
  const added = actual.filter((one) => !left.has(one)).map((one) => `+${one}`);
  return [...gone, ...added].slice(0, 6).join(' ') || 'order or count';
};
