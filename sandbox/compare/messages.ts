/** Compares messages, the long part: author, time, content, edit, deletion, thread, reactions, files. */
import type { TruthMessage } from '../service.ts';
import { indexBy, listDetail, sameList, type Difference } from './difference.ts';

/** Ids of Teams messages are unique within a conversation only (facts, Graph §3). */
const subjectOf = (message: TruthMessage): string => `${message.conversationId}/${message.id}`;

const differenceOfTwo = (expected: TruthMessage, actual: TruthMessage): Difference[] => {
  const subject = subjectOf(expected);
  const differences: Difference[] = [];
  const changed = (
    kind: Difference['kind'],
    left: string | number | boolean | null,
    right: string | number | boolean | null,
  ): void => {
    if (left !== right) differences.push({ kind, subject, detail: `${String(left)} → ${String(right)}` });
  };
  changed('author differs', expected.authorId, actual.authorId);
  changed('time differs', expected.createdAt, actual.createdAt);
  changed('deletion differs', expected.deleted, actual.deleted);
  changed('reply differs', expected.replyTo, actual.replyTo);
  if (expected.deleted || actual.deleted) return differences;
  changed('edit differs', expected.editedAt, actual.editedAt);
  if (expected.content !== actual.content) {
    const detail = `${expected.content.length} → ${actual.content.length} characters`;
    differences.push({ kind: 'content differs', subject, detail });
  }
  if (!sameList(expected.reactions, actual.reactions)) {
    differences.push({
      kind: 'reactions differ',
      subject,
      detail: listDetail(expected.reactions, actual.reactions),
    });
  }
  if (!sameList(expected.files, actual.files)) {
    // Names of files are people's words, so only their number is told.
    differences.push({
      kind: 'files differ',
      subject,
      detail: `${expected.files.length} → ${actual.files.length}`,
    });
  }
  return differences;
};

export const differenceOfMessages = (
  expected: readonly TruthMessage[],
  actual: readonly TruthMessage[],
): Difference[] => {
  const differences: Difference[] = [];
  const found = indexBy(actual, subjectOf, (subject) =>
    differences.push({ kind: 'message doubled', subject }),
  );
  const wanted = new Set<string>();
  for (const message of expected) {
    const subject = subjectOf(message);
    wanted.add(subject);
    const other = found.get(subject);
    if (other) differences.push(...differenceOfTwo(message, other));
    else differences.push({ kind: 'message missing', subject });
  }
  for (const [subject, message] of found) {
    // A mirror may keep a deleted message that the service no longer serves (Mattermost).
    if (!wanted.has(subject) && !message.deleted) differences.push({ kind: 'message extra', subject });
  }
  return differences;
};
