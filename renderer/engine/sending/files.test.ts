/** A message's files during upload: which failures end only the file, which delay its message, and the stored state of each. */
import { describe, expect, it } from 'vitest';
import { fileReference, message } from '../../../test/support/rows.ts';
import type {
  UploadedFile,
  UploadOutcome,
  UploadRequest,
  WritingCapability,
} from '../../connectors/writing.ts';
import {
  type ConversationId,
  failed,
  type FileId,
  type FileReference,
  type Result,
  type ServiceFailure,
  succeeded,
} from '../../model/index.ts';
import type { CarriedFile } from '../../store/index.ts';
import { bringFiles, uploadedOf } from './files.ts';
import { mostFailures } from './attempt.ts';

const target = 't-aaaaaaaaaaaa/chat/c' as ConversationId;
const file = (id: string): FileReference => fileReference({ id: id as FileId, name: `${id}.txt` });
const carried = (of: string, over: Partial<CarriedFile> = {}): CarriedFile => ({
  of: of as FileId,
  session: null,
  handle: null,
  instead: null,
  ...over,
});
const stored = (of: string): UploadedFile => ({ handle: `stored ${of}`, name: of, of: of as FileId });
const there = (of: string): CarriedFile => carried(of, { handle: JSON.stringify(stored(of)) });

const offline: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };
const notFound: ServiceFailure = { kind: 'not-found' };
const forbidden: ServiceFailure = { kind: 'forbidden', status: 403, code: '' };
const archived: ServiceFailure = { kind: 'forbidden', status: 403, code: '', because: 'archived' };
const noRight: ServiceFailure = { kind: 'forbidden', status: 403, code: '', because: 'no-right' };
const refused: ServiceFailure = { kind: 'refused', status: 400, code: '' };
const throttled: ServiceFailure = { kind: 'throttled', retryAfterMs: 1_000 };

/** A file's bytes at its source, `has` of them, and what the source and the other side make of them. */
interface Case {
  readonly known?: readonly CarriedFile[];
  readonly files?: readonly FileReference[];
  /** The reported sizes of each file, one after the other; the last one stays. Default: ten bytes. */
  readonly sizes?: readonly Result<number>[];
  /** The number of bytes that really come. Default: ten. */
  readonly has?: number;
  readonly source?: ServiceFailure;
  /** The answer of the other side after it has read all bytes. Default: it has stored the file if all bytes came. */
  readonly upload?: (request: UploadRequest, got: number) => UploadOutcome | undefined;
  readonly readable?: readonly ('from' | 'to')[];
}

const no = (
  failure: Extract<UploadOutcome, { readonly ok: false }>['failure'],
  session: string | null = null,
): UploadOutcome => ({ ok: false, failure, session });

const bytesOf = (count: number): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      if (count > 0) controller.enqueue(new Uint8Array(count));
      controller.close();
    },
  });

const bring = async ({ known = [], files = [file('a')], ...given }: Case) => {
  const { sizes = [succeeded(10)], has = 10, source, upload, readable = ['from', 'to'] } = given;
  const asked: UploadRequest[] = [];
  const offsets: number[] = [];
  const kept: (readonly CarriedFile[])[] = [];
  const left = [...sizes];
  const from = {
    factsOf: ({ name }: FileReference) => {
      const size = (left.length > 1 ? left.shift() : left[0]) ?? succeeded(10);
      return Promise.resolve(size.ok ? succeeded({ size: size.value, name, mimeType: 'text/plain' }) : size);
    },
    download: (_file: FileReference, offset: number) => {
      offsets.push(offset);
      return Promise.resolve(source ? failed(source) : succeeded(bytesOf(has - offset)));
    },
  };
  const to = {
    upload: async (request: UploadRequest): Promise<UploadOutcome> => {
      asked.push(request);
      const offset = request.session === null ? 0 : Number(request.session);
      const opened = await request.bytes(offset);
      if (!opened.ok) return no(opened.failure, request.session);
      let got = offset;
      for await (const piece of opened.value) got += piece.byteLength;
      return (
        upload?.(request, got) ??
        (got === request.size ? { ok: true, value: stored(request.of ?? '') } : no(refused))
      );
    },
  };
  const result = await bringFiles(message('m', { files: [...files] }), known, {
    from: { ...({} as WritingCapability), ...from },
    to: { ...({} as WritingCapability), ...to },
    target,
    signal: new AbortController().signal,
    canBeRead: (side) => Promise.resolve(readable.includes(side)),
    keep: (all) => {
      kept.push(all);
      return Promise.resolve();
    },
  });
  return { result, asked, offsets, kept, last: kept.at(-1) };
};

describe('the files of a message', () => {
  it('are uploaded one after the other, and each is recorded as soon as it is uploaded', async () => {
    const { result, asked, kept } = await bring({ files: [file('a'), file('b')] });
    expect(result).toEqual(succeeded([there('a'), there('b')]));
    expect(kept).toEqual([[there('a')], [there('a'), there('b')]]);
    expect(asked[0]).toMatchObject({
      conversationId: target,
      of: 'a',
      name: 'a.txt',
      size: 10,
      session: null,
    });
  });

  it('are uploaded once: an uploaded or refused one is not sent again', async () => {
    const known = [there('a'), carried('b', { instead: { kind: 'refused' } })];
    const { result, asked } = await bring({ known, files: [file('a'), file('b'), file('c')] });
    expect(asked.map(({ of }) => of)).toEqual(['c']);
    expect(result).toEqual(succeeded([...known, there('c')]));
  });

  it('continue where they stopped', async () => {
    const { result, offsets } = await bring({ known: [carried('a', { session: '4' })] });
    expect(offsets).toEqual([4]);
    expect(result).toEqual(succeeded([there('a')]));
  });

  it('wait behind one that can be tried again; those before it stay uploaded', async () => {
    const { result, asked, last } = await bring({
      files: [file('a'), file('b'), file('c')],
      upload: ({ of }) => (of === 'b' ? no(offline, '6') : undefined),
    });
    expect(result).toEqual(failed(offline));
    expect(asked.map(({ of }) => of)).toEqual(['a', 'b']);
    expect(last).toEqual([there('a'), carried('b', { session: '6', failed: 1 })]);
  });

  it('do not wait behind one that cannot be sent', async () => {
    const { result } = await bring({
      files: [file('a'), file('b')],
      upload: ({ of }) => (of === 'a' ? no({ kind: 'too-large', limit: 5 }) : undefined),
    });
    expect(result).toEqual(
      succeeded([carried('a', { instead: { kind: 'too-large', limit: 5 } }), there('b')]),
    );
  });
});

describe('a file is not sent, and the message names it instead', () => {
  it.each<[string, Case, NonNullable<CarriedFile['instead']>]>([
    ['when nothing is told of it any more', { sizes: [failed(notFound)] }, { kind: 'gone' }],
    ['when the source does not give it', { source: forbidden }, { kind: 'gone' }],
    ['when the other side refuses it', { upload: () => no(refused) }, { kind: 'refused' }],
    ['when the other side forbids it', { upload: () => no(forbidden) }, { kind: 'refused' }],
    ['when the user may send no files there', { upload: () => no(noRight) }, { kind: 'no-right' }],
    [
      'when the other side refuses what all came, also from where it stopped on',
      { known: [carried('a', { session: '4' })], upload: () => no(refused) },
      { kind: 'refused' },
    ],
    ['when fewer bytes come than it is said to have', { has: 7 }, { kind: 'gone' }],
    [
      'when fewer bytes come, and it is gone after that',
      { has: 7, sizes: [succeeded(10), failed(notFound)] },
      { kind: 'gone' },
    ],
    [
      'when what is left to come is too short',
      { has: 7, known: [carried('a', { session: '4' })] },
      { kind: 'gone' },
    ],
  ])('%s', async (_what, given, instead) => {
    expect((await bring(given)).result).toEqual(succeeded([carried('a', { instead })]));
  });
});

describe('a file waits, and its message with it,', () => {
  const session = '4';
  const known = [carried('a', { session })];

  it.each<[string, Case, ServiceFailure, CarriedFile]>([
    [
      'while nothing is told of it: how far it came is kept',
      { known, sizes: [failed(throttled)] },
      throttled,
      carried('a', { session }),
    ],
    [
      'while the sign-in is good, but not for it (401)',
      { known, upload: () => no({ kind: 'not-let-in' }, '8') },
      { kind: 'not-let-in' },
      carried('a', { session: '8', failed: 1 }),
    ],
    [
      'while nothing there lets anybody in',
      { known, upload: () => no({ kind: 'not-let-in' }, '8'), readable: [] },
      { kind: 'not-let-in' },
      carried('a', { session: '8' }),
    ],
    [
      'while the source does not answer',
      { known, source: offline, readable: [] },
      offline,
      carried('a', { session }),
    ],
    [
      'while the conversation there is archived: nothing can be said there either',
      { known, upload: () => no(archived, '8') },
      archived,
      carried('a', { session: '8' }),
    ],
    [
      'from its beginning when somebody has saved it anew, shorter',
      { known, has: 7, sizes: [succeeded(10), succeeded(7)], upload: () => no(refused, '7') },
      { kind: 'offline', reason: 'broken-answer', status: null },
      carried('a', { failed: 1 }),
    ],
    [
      'from its beginning while it is not known why it was cut short',
      { known, has: 7, sizes: [succeeded(10), failed(throttled)] },
      throttled,
      carried('a'),
    ],
  ])('%s', async (_what, given, failure, kept) => {
    const { result, last } = await bring(given);
    expect(result).toEqual(failed(failure));
    expect(last).toEqual([kept]);
  });

  it('but not without end: one that fails while its conversation can be read is left out at last', async () => {
    const before = [carried('a', { session, failed: mostFailures - 1 })];
    const cases: readonly [Case, 'unreadable' | 'refused'][] = [
      [{ sizes: [failed(offline)], readable: ['from'] }, 'unreadable'],
      [{ source: offline, readable: ['from'] }, 'unreadable'],
      [{ upload: () => no(offline), readable: ['to'] }, 'refused'],
    ];
    for (const [given, kind] of cases)
      expect((await bring({ ...given, known: before })).result).toEqual(
        succeeded([carried('a', { instead: { kind } })]),
      );
  });

  it.each<[string, Case]>([
    ['where the source’s conversation cannot be read', { sizes: [failed(offline)], readable: ['to'] }],
    [
      'where the other conversation cannot be read',
      { upload: () => no(offline, session), readable: ['from'] },
    ],
    ['where the service only asks for patience', { upload: () => no(throttled, session) }],
  ])('for as long as it takes %s', async (_what, given) => {
    const before = [carried('a', { session, failed: mostFailures - 1 })];
    expect((await bring({ ...given, known: before })).last).toEqual(before);
  });
});

describe('the files that a draft gets', () => {
  it('are the uploaded ones, in the message’s order', () => {
    const files = [there('c'), carried('b', { instead: { kind: 'gone' } }), there('a')];
    const given = message('m', { files: [file('a'), file('b'), file('c'), file('d')] });
    expect(uploadedOf(given, files)).toEqual([stored('a'), stored('c')]);
  });
});
