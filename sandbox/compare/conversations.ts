/** Compares conversations: which there are, their team, kind, name, members, and how far the person has read. */
import type { TruthConversation } from '../service.ts';
import { indexBy, listDetail, sameList, type Difference } from './difference.ts';

const differenceOfTwo = (expected: TruthConversation, actual: TruthConversation): Difference[] => {
  const subject = expected.id;
  const differences: Difference[] = [];
  if (expected.kind !== actual.kind) {
    differences.push({
      kind: 'conversation kind differs',
      subject,
      detail: `${expected.kind} → ${actual.kind}`,
    });
  }
  if (expected.teamId !== actual.teamId) differences.push({ kind: 'conversation team differs', subject });
  if (expected.name !== actual.name) differences.push({ kind: 'conversation name differs', subject });
  if (!sameList(expected.members, actual.members)) {
    differences.push({
      kind: 'members differ',
      subject,
      detail: listDetail(expected.members, actual.members),
    });
  }
  if (expected.readAt !== actual.readAt) {
    differences.push({
      kind: 'read state differs',
      subject,
      detail: `${String(expected.readAt)} → ${String(actual.readAt)}`,
    });
  }
  return differences;
};

export const differenceOfConversations = (
  expected: readonly TruthConversation[],
  actual: readonly TruthConversation[],
): Difference[] => {
  const differences: Difference[] = [];
  const found = indexBy(actual, ({ id }) => id);
  const wanted = new Set(expected.map(({ id }) => id));
  for (const conversation of expected) {
    const other = found.get(conversation.id);
    if (!other) differences.push({ kind: 'conversation missing', subject: conversation.id });
    else differences.push(...differenceOfTwo(conversation, other));
  }
  for (const id of found.keys())
    if (!wanted.has(id)) differences.push({ kind: 'conversation extra', subject: id });
  return differences;
};
