/** Why a conversation could not be started. */
import type { Beginning, Service, ServiceFailure } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';

/** Why a conversation cannot be begun, known before the service is asked. */
export const forbiddenBeginningSentence = (wanted: Beginning, on: Service): string => {
  const service = serviceName(on);
  switch (wanted) {
    case 'direct':
      return say('starting.no-right.direct', { service });
    case 'group':
      return say('starting.no-right.group', { service });
  }
};

export const startFailureSentence = (failure: ServiceFailure, on: Service): string => {
  const service = serviceName(on);
  switch (failure.kind) {
    case 'offline':
    case 'throttled':
    case 'cancelled':
    case 'cursor-gone':
    case 'stands-still':
      return say('starting.failure.offline', { service });
    case 'sign-in-needed':
      return say('starting.failure.sign-in', { service });
    case 'not-found':
      return say('starting.failure.not-found', { service });
    case 'not-let-in':
      return say('starting.failure.refused', { service });
    case 'forbidden':
    case 'refused':
      if (failure.because === 'no-right') return say('starting.failure.no-right', { service });
      return failure.code === ''
        ? say('starting.failure.refused', { service })
        : say('starting.failure.refused-with-code', { service, code: failure.code });
  }
};
