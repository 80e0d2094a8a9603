/** Errors as Graph words them. */
import type { Refusal, RefusalCode } from '../state/failure.ts';

/** A refusal with Graph's own status and code. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

const statuses: Readonly<Record<RefusalCode, number>> = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  PreconditionFailed: 412,
  RequestEntityTooLarge: 413,
};

export const fromRefusal = (refusal: Refusal): GraphError =>
  new GraphError(statuses[refusal.code], refusal.code, refusal.message);

export const badRequest = (message: string): GraphError => new GraphError(400, 'BadRequest', message);

/** The body of every Graph error. */
export const graphErrorBody = (
  code: string,
  message: string,
  now: number,
  requestId: string,
): Record<string, unknown> => ({
  error: {
    code,
    message,
    innerError: {
      date: new Date(now).toISOString().slice(0, 19),
      'request-id': requestId,
      'client-request-id': requestId,
    },
  },
});

const codes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'resyncRequired',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  429: 'TooManyRequests',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** The code Graph gives with a status, for faults that are chosen by status. */
export const codeOfStatus = (status: number): string => codes[status] ?? 'InternalServerError';
