/** Uploads the files of a message before the message is sent: as streams, one after the other, each resumed where it stopped. */
import type { UploadedFile, WritingCapability } from '../../connectors/writing.ts';
import type { ConversationId, FileReference, Message, Result, ServiceFailure } from '../../model/index.ts';
import { failed, mayBeOfAct, succeeded } from '../../model/index.ts';
import type { CarriedFile, InsteadOfFile } from '../../store/index.ts';
import { mostFailures } from './attempt.ts';

/** The source of the files: another service, or this computer. */
export type FileSource = Pick<WritingCapability, 'factsOf' | 'download'>;

export interface Bringing {
  readonly from: FileSource;
  readonly to: Pick<WritingCapability, 'upload'>;
  readonly target: ConversationId;
  readonly signal: AbortSignal;
  /** Whether the message's own conversation (`from`), or the one to which it goes, can be read now. */
  readonly canBeRead: (side: 'from' | 'to') => Promise<boolean>;
  /** Stores how far a file has come. */
  readonly keep: (files: readonly CarriedFile[]) => Promise<void>;
  /** Told of each piece of a file that goes off: up to which byte. For people who wait for it; absent where nobody looks. */
  readonly moved?: (file: FileReference['id'], bytes: number) => void;
}

/**
 * Uploads all files of a message. At the end each file is there, or is known not to go. A failure that may pass is returned as a failure,
 * and how far the file came is kept. A file that vanished, is too large, or is refused by itself does not hold up the message. A file that
 * fails while the conversation can be read holds it up for at most `mostFailures` tries.
 */
export const bringFiles = async (
  message: Pick<Message, 'files'>,
  known: readonly CarriedFile[],
  bringing: Bringing,
): Promise<Result<readonly CarriedFile[]>> => {
  let files = known;
  for (const file of message.files) {
    const held = files.find(({ of }) => of === file.id);
    if (held && (held.handle !== null || held.instead !== null)) continue;
    const { carried, failure } = await bring(file, held, bringing);
    files = [...files.filter(({ of }) => of !== file.id), carried];
    await bringing.keep(files);
    if (failure !== null) return failed(failure);
  }
  return succeeded(files);
};

interface Brought {
  readonly carried: CarriedFile;
  readonly failure: ServiceFailure | null;
}

const bring = async (
  file: FileReference,
  held: CarriedFile | undefined,
  { from, to, target, signal, canBeRead, moved }: Bringing,
): Promise<Brought> => {
  const session = held?.session ?? null;
  const instead = (why: InsteadOfFile): Brought => ({
    carried: { of: file.id, session: null, handle: null, instead: why },
    failure: null,
  });
  const later = async (
    failure: ServiceFailure,
    kept: string | null,
    side: 'from' | 'to',
  ): Promise<Brought> => {
    const isOwn = mayBeOfAct(failure) && (await canBeRead(side));
    const failures = (held?.failed ?? 0) + (isOwn ? 1 : 0);
    if (failures >= mostFailures) return instead({ kind: side === 'from' ? 'unreadable' : 'refused' });
    return {
      carried: {
        of: file.id,
        session: kept,
        handle: null,
        instead: null,
        ...(failures === 0 ? {} : { failed: failures }),
      },
      failure,
    };
  };
  const facts = await from.factsOf(file, signal);
  if (!facts.ok)
    return isFinal(facts.failure) ? instead({ kind: 'gone' }) : later(facts.failure, session, 'from');
  const { size, name, mimeType } = facts.value;
  // Decides which side a failure belongs to. A source that refuses, or ends too early, means that the file no longer exists.
  const source = { vanished: false, endedEarly: false, failed: false };
  const outcome = await to.upload(
    {
      conversationId: target,
      of: file.id,
      name,
      size,
      mimeType,
      session,
      bytes: async (offset) => {
        const opened = await from.download(file, offset, signal);
        source.failed = !opened.ok;
        if (!opened.ok && isFinal(opened.failure)) source.vanished = true;
        return opened.ok
          ? succeeded(
              counted(opened.value, {
                passed: (bytes) => moved?.(file.id, offset + bytes),
                ended: (bytes) => {
                  if (offset + bytes < size) source.endedEarly = true;
                },
              }),
            )
          : opened;
      },
    },
    signal,
  );
  if (outcome.ok)
    return {
      carried: { of: file.id, session: null, handle: JSON.stringify(outcome.value), instead: null },
      failure: null,
    };
  const { failure } = outcome;
  // An archived conversation takes no files and no messages: the message waits with its files.
  if (failure.kind !== 'too-large' && isOfConversation(failure)) return later(failure, outcome.session, 'to');
  if (source.vanished) return instead({ kind: 'gone' });
  if (failure.kind === 'too-large') return instead(failure);
  if (source.endedEarly && isFinal(failure)) {
    // Somebody has saved the file again, and it is shorter: the new file is uploaded.
    const now = await from.factsOf(file, signal);
    if (now.ok && now.value.size !== size) return later(brokenOff, null, 'from');
    return now.ok || isFinal(now.failure) ? instead({ kind: 'gone' }) : later(now.failure, null, 'from');
  }
  if (isFinal(failure)) return instead({ kind: lacking(failure) ?? 'refused' });
  return later(failure, outcome.session, source.failed ? 'from' : 'to');
};

const brokenOff: ServiceFailure = { kind: 'offline', reason: 'broken-answer', status: null };

const isOfConversation = (failure: ServiceFailure): boolean =>
  'because' in failure && failure.because === 'archived';

/** What the user lacks there for any file; null if that is not why it was refused. */
const lacking = (failure: ServiceFailure): 'no-room' | 'no-right' | null => {
  const because = 'because' in failure ? failure.because : undefined;
  return because === 'no-room' || because === 'no-right' ? because : null;
};

/** Passes a stream on, and tells how many bytes have passed, and how many it had when it ended by itself. */
const counted = (
  stream: ReadableStream<Uint8Array>,
  { passed, ended }: Record<'passed' | 'ended', (bytes: number) => void>,
): ReadableStream<Uint8Array> => {
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        bytes += piece.byteLength;
        passed(bytes);
        controller.enqueue(piece);
      },
      flush: () => ended(bytes),
    }),
  );
};

/** The service has answered, and would answer the same to another request. */
const isFinal = ({ kind }: ServiceFailure): boolean =>
  kind === 'not-found' || kind === 'forbidden' || kind === 'refused';

/** The files that are there, in the message's order. */
export const uploadedOf = (
  message: Pick<Message, 'files'>,
  files: readonly CarriedFile[],
): readonly UploadedFile[] =>
  message.files.flatMap(({ id }) => {
    const handle = files.find(({ of }) => of === id)?.handle ?? null;
    return handle === null ? [] : [JSON.parse(handle) as UploadedFile];
  });
