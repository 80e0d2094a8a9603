// Electron's IncomingMessage: the head of an answer, and its body as a stream. Bodies are decoded, but the content-encoding header stays.
import type { IncomingMessage as NodeAnswer } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Like } from '../like.ts';

/** The head of an answer. */
export interface Head {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: Record<string, string | string[]>;
  readonly rawHeaders: string[];
}

export class IncomingMessage extends PassThrough implements Like<IncomingMessage, Electron.IncomingMessage> {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: Record<string, string | string[]>;
  readonly rawHeaders: string[];
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;

  constructor({ statusCode, statusMessage, headers, rawHeaders }: Head) {
    super();
    this.statusCode = statusCode;
    this.statusMessage = statusMessage;
    this.headers = headers;
    this.rawHeaders = rawHeaders;
  }

  get rawTrailers(): string[] {
    throw new Error('HTTP trailers are not supported');
  }
}

/** The head of Node's answer. */
export function headOf(answer: NodeAnswer): Head {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) headers[name] = value;
  return {
    statusCode: answer.statusCode ?? 0,
    statusMessage: answer.statusMessage ?? '',
    headers,
    rawHeaders: answer.rawHeaders,
  };
}

/** The streams that a body goes through. */
export function decodersOf(answer: NodeAnswer): (Readable & NodeJS.WritableStream)[] {
  switch (answer.headers['content-encoding']) {
    case 'gzip':
      return [createGunzip()];
    case 'deflate':
      return [createInflate()];
    case 'br':
      return [createBrotliDecompress()];
    default:
      return [];
  }
}
