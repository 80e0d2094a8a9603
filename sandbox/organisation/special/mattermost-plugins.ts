/** Posts with types that people do not write: those of plug-ins (`custom_…`), newer ones of the server, and burn-on-read posts. */
import type { PlannedPost } from '../plan.ts';
import type { MattermostKind } from './mattermost-kind.ts';

const of = (type: string, message: string, props: PlannedPost['props'] = {}): MattermostKind => ({
  name: type,
  where: 'channel',
  make: () => ({ type, message, props }),
});

/** All of them. */
export const mattermostPluginKinds: readonly MattermostKind[] = [
  of('custom_zoom', 'I have started a meeting', {
    meeting_id: 4711,
    meeting_link: 'https://zoom.lanternbay.example/j/4711',
    meeting_status: 'STARTED',
    meeting_topic: 'Storm drill',
  }),
  of('custom_calls', 'Call started', { title: '', start_at: 1_795_428_000_000, participants: [] }),
  of('custom_llmbot', 'The ferry leaves at 14:30.', { from_bot: 'true', llm_requester_user_id: 'x' }),
  of('custom_matterpoll', '', {
    from_webhook: 'true',
    override_username: 'Poll',
    attachments: [
      {
        author_name: 'Harbour desk',
        title: 'Where do we eat?',
        text: '**Total votes**: 3',
        actions: [
          { id: 'v0', type: 'button', name: 'Harbour (2)' },
          { id: 'v1', type: 'button', name: 'Canteen (1)' },
        ],
      },
    ],
  }),
  of('custom_nobody_knows', ''),
  of('reminder', 'You asked me to remind you of the tide table.'),
  of('system_wrangler', 'A thread with 3 messages has been moved: the tide table'),
  of('system_autotranslation', 'Messages of this channel are translated from now on.'),
  of('system_shared_chan_state', 'This channel is shared with Northern Light.'),
  of('burn_on_read', 'gate code 4711'),
];
