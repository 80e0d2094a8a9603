/** How this caller sees messages. */
import type { ViewOptions } from './message-view.ts';
import { versionUrl } from '../answer.ts';
import type { GraphCall } from '../service.ts';

export const viewOptions = (call: GraphCall): ViewOptions => ({
  versionUrl: versionUrl(call),
  tenantId: call.state.tenantId,
  unknownEnumMembers: call.unknownEnumMembers,
});
