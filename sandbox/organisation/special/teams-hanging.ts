/** Attachments of Teams messages besides files, code and adaptive cards: one of every kind in recorded payloads. */
import type { PlannedHanging } from '../plan.ts';

const card = (kind: string, content: unknown): PlannedHanging => ({
  contentType: `application/vnd.microsoft.${kind}`,
  name: null,
  contentUrl: null,
  content,
});

const rota = { type: 'openUrl', title: 'Open the rota', value: 'https://rota.lanternbay.example/week' };
const bay = { url: 'https://pictures.lanternbay.example/bay.jpg', alt: 'The bay at dawn' };
const stored = (view: string): string =>
  `https://eu-api.asm.skype.com/v1/objects/0-weu-d6-4b1d0f5c/views/${view}`;

/** By name, for the list of kinds. */
export const hangingKinds: Readonly<Record<string, PlannedHanging>> = {
  'hero card': card('card.hero', {
    title: 'Tide table',
    subtitle: 'Week 40',
    text: 'High water at <b>6:12</b>',
    images: [bay],
    buttons: [rota],
  }),
  'thumbnail card': card('card.thumbnail', { title: 'Buoy 4', text: 'Battery at 61 %', images: [bay] }),
  'list card': card('teams.card.list', {
    title: 'Boats',
    items: [{ type: 'resultItem', title: 'Alma', subtitle: 'at quay two', tap: rota }],
  }),
  'receipt card': card('card.receipt', {
    title: 'Diesel',
    facts: [{ key: 'Boat', value: 'Alma' }],
    items: [{ title: 'Litres', price: '120' }],
    total: '98.40',
  }),
  'sign-in card': card('card.signin', {
    text: 'Sign in to see the plan',
    buttons: [{ type: 'signin', title: 'Sign in', value: 'https://login.lanternbay.example' }],
  }),
  'connector card': card('teams.card.o365connector', {
    '@type': 'MessageCard',
    summary: 'Gate 4',
    sections: [{ activityTitle: 'Gate 4', facts: [{ name: 'State', value: 'open' }] }],
    potentialAction: [
      {
        '@type': 'OpenUri',
        name: 'Look',
        targets: [{ os: 'default', uri: 'https://gates.lanternbay.example/4' }],
      },
    ],
  }),
  'voice message': card('card.audio', { duration: 'PT13S', media: [{ url: stored('audio') }] }),
  'video card': card('card.video', {
    title: 'Launch',
    media: [{ url: 'https://films.lanternbay.example/launch.mp4' }],
  }),
  'animation card': card('card.animation', { media: [{ url: 'https://films.lanternbay.example/wave.gif' }] }),
  'loop component': card('card.fluidEmbedCard', {
    componentUrl: 'https://lanternbay.sharepoint.example/:fl:/g/rota.loop',
    sourceType: 'Compose',
  }),
  announcement: {
    contentType: 'announcement',
    name: null,
    contentUrl: null,
    content: { title: 'Winter plan', cardClientType: 'announcementCard' },
  },
  meeting: {
    contentType: 'meetingReference',
    name: 'Storm drill',
    contentUrl: null,
    content: {
      exchangeId: 'AAQ=',
      organizerId: null,
      meetingJoinUrl: 'https://teams.lanternbay.example/l/meetup-join/drill',
    },
  },
  'meeting without an address': {
    contentType: 'meetingReference',
    name: 'Storm drill',
    contentUrl: null,
    content: { exchangeId: 'AAQ=', organizerId: null, meetingJoinUrl: null },
  },
  tab: {
    contentType: 'tabReference',
    name: 'Rota',
    contentUrl: null,
    content: null,
  },
  'kind of next year': {
    contentType: 'application/vnd.example.next-year',
    name: null,
    contentUrl: null,
    content: { hello: 'there' },
  },
};

/** Something forwarded from elsewhere, whose picture Graph keeps with the message that forwards it. */
export const forwardedPicture: PlannedHanging = {
  contentType: 'forwardedMessageReference',
  name: null,
  contentUrl: null,
  content: {
    originalMessageId: '1700000000000',
    originalMessageContent:
      '<p>From the other quay:</p><p><img alt="Waving keeper GIF (GIF Image)" src="{picture}" itemtype="http://schema.skype.com/AMSImage"></p>',
    originalConversationId: '19:elsewhere@thread.v2',
    originalSentDateTime: '2023-11-14T22:13:20Z',
    originalMessageSender: {
      application: null,
      device: null,
      user: {
        id: 'e0000000-0000-4000-8000-00000000000e',
        displayName: 'Keeper',
        userIdentityType: 'aadUser',
      },
    },
  },
};
