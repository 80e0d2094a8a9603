import { describe, expect, it } from 'vitest';
import { type Attachment } from '../../../../model/index.ts';
import { plainOfDocument } from '../../../../text/document/index.ts';
import { blocksOfAttachment } from '../../../../text/document/index.ts';
import type { JsonRecord } from '../../graph/json.ts';
import { readCard } from './read-card.ts';
import { secondsOf } from '../../../../text/teams-html/read/media/duration.ts';

const read = (family: string, content: unknown): readonly Attachment[] =>
  readCard(`application/vnd.microsoft.${family}`, JSON.stringify(content)) ?? [];

/** The attachments of an adaptive card with this body and these actions. */
const adaptive = (body: readonly unknown[], actions: readonly unknown[] = []): readonly Attachment[] =>
  read('card.adaptive', { type: 'AdaptiveCard', version: '1.5', body, actions });

/** The carried text of attachments, as plain text. */
const carried = (attachments: readonly Attachment[]): string =>
  plainOfDocument({ blocks: attachments.flatMap(blocksOfAttachment) });

describe('cards of every family', () => {
  it('adaptive ones are read in order', () => {
    const content = {
      type: 'AdaptiveCard',
      body: [
        { type: 'Container', items: [{ type: 'TextBlock', text: 'Deploy finished' }] },
        {
          type: 'ColumnSet',
          columns: [
            {
              type: 'Column',
              items: [{ type: 'RichTextBlock', inlines: ['all ', { type: 'TextRun', text: 'good' }] }],
            },
          ],
        },
        { type: 'FactSet', facts: [{ title: 'Build', value: '42' }] },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
        { type: 'Image', url: 'https://x/y.png' },
      ],
      actions: [
        { type: 'Action.OpenUrl', title: 'Open', url: 'https://ci.example/42' },
        { type: 'Action.OpenUrl', title: 'Bad', url: 'javascript:alert(1)' },
        {
          type: 'Action.ShowCard',
          card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'more' }] },
        },
      ],
    };
    expect(read('card.adaptive', content)).toEqual([
      {
        kind: 'card',
        title: 'Deploy finished',
        text: 'all good\nBuild: 42\nmore\nBad',
        links: [{ title: 'Open', url: 'https://ci.example/42' }],
        color: null,
      },
    ]);
  });

  it('adaptive ones lose the marks of their Markdown but keep its links, and pictures have their alternative text', () => {
    const content = {
      body: [
        { type: 'TextBlock', text: '**Build** _42_ of snake_case_name' },
        { type: 'TextBlock', text: 'see the [**log**](https://ci.example/log_(1)) and [x](javascript:y)' },
        { type: 'FactSet', facts: [{ title: 'By', value: '[Ada](https://x.example/ada)' }] },
        { type: 'Image', url: 'https://x.example/icon.png' },
        { type: 'Image', url: 'https://x.example/graph.png', altText: 'Graph' },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Log', url: 'https://ci.example/log_(1)' }],
    };
    expect(read('card.adaptive', content)[0]).toEqual({
      kind: 'card',
      title: 'Build 42 of snake_case_name',
      text: 'see the log and [x](javascript:y)\nBy: Ada',
      links: [
        { title: 'log', url: 'https://ci.example/log_(1)' },
        { title: 'Ada', url: 'https://x.example/ada' },
        { title: 'Graph', url: 'https://x.example/graph.png' },
      ],
      color: null,
    });
  });

  it('have the links of their parts, and of their media', () => {
    const leads = (url: string, title?: string) => ({ type: 'Action.OpenUrl', title, url });
    const content = {
      body: [
        {
          type: 'RichTextBlock',
          inlines: ['see ', { type: 'TextRun', text: 'this', selectAction: leads('https://x.example/run') }],
        },
        { type: 'Container', items: [], selectAction: leads('https://x.example/box', 'All') },
      ],
      selectAction: leads('https://x.example/card', 'Card'),
    };
    expect(read('card.adaptive', content)[0]).toMatchObject({
      title: 'see this',
      links: [
        { title: 'this', url: 'https://x.example/run' },
        { title: 'All', url: 'https://x.example/box' },
        { title: 'Card', url: 'https://x.example/card' },
      ],
    });
  });

  it('with only a picture are its address', () => {
    const picture = 'https://x.example/cat.gif';
    expect(read('card.adaptive', { body: [{ type: 'Image', url: picture }] })[0]).toMatchObject({
      links: [{ title: picture, url: picture }],
    });
    expect(read('card.hero', { images: [{ url: picture, alt: 'Cat' }] })[0]).toMatchObject({
      links: [{ title: 'Cat', url: picture }],
    });
  });

  it('hero and thumbnail ones have HTML as text', () => {
    const content = {
      title: 'Posting a card',
      subtitle: '<h3>The subtitle</h3>',
      text: 'Some text. <br>And a <a href="https://x">link</a>.',
      buttons: [
        { type: 'messageBack', title: 'Log in', value: 'login' },
        { type: 'openUrl', title: 'Site', value: 'https://x.example' },
      ],
    };
    expect(read('card.thumbnail', content)[0]).toEqual({
      kind: 'card',
      title: 'Posting a card',
      text: 'The subtitle\nSome text.\nAnd a link.\nLog in',
      links: [
        { title: 'link', url: 'https://x' },
        { title: 'Site', url: 'https://x.example' },
      ],
      color: null,
    });
  });

  it('list ones have items', () => {
    const content = {
      title: 'Files',
      items: [{ title: 'a.txt', subtitle: 'mine', tap: { type: 'openUrl', value: 'https://x.example/a' } }],
    };
    expect(read('teams.card.list', content)[0]).toMatchObject({
      title: 'Files',
      text: 'a.txt: mine',
      links: [{ title: 'a.txt', url: 'https://x.example/a' }],
    });
  });

  it('connector ones have sections, actions and a colour', () => {
    const content = {
      summary: 'Ticket',
      themeColor: '0072C6',
      sections: [
        {
          activityTitle: 'Ada opened',
          text: '<p>It <b>broke</b></p>',
          facts: [{ name: 'State', value: '[new](https://x.example/new)' }],
        },
      ],
      potentialAction: [
        { '@type': 'OpenUri', name: 'View', targets: [{ os: 'default', uri: 'https://x.example/1' }] },
      ],
    };
    expect(read('teams.card.o365connector', content)[0]).toEqual({
      kind: 'card',
      title: 'Ticket',
      text: 'Ada opened\nIt broke\nState: new',
      links: [
        { title: 'new', url: 'https://x.example/new' },
        { title: 'View', url: 'https://x.example/1' },
      ],
      color: '#0072C6',
    });
  });

  it('Loop components are an address', () => {
    expect(read('card.fluidEmbedCard', { componentUrl: 'https://x.example/loop' })[0]).toMatchObject({
      links: [{ title: 'https://x.example/loop', url: 'https://x.example/loop' }],
    });
  });

  it('that are nested too deeply are cut', () => {
    let content: JsonRecord = { type: 'TextBlock', text: 'deep' };
    for (let depth = 0; depth < 2_000; depth += 1) content = { type: 'Container', items: [content] };
    expect(read('card.adaptive', { body: [{ type: 'TextBlock', text: 'top' }, content] })[0]).toMatchObject({
      title: 'top',
      text: '',
    });
  });
});

describe('cases of public bug reports and recorded payloads', () => {
  it('case 14: a voice message has that name, and no link that only Teams can open', () => {
    const media = [{ url: 'https://eu-api.asm.skype.com/v1/objects/0-neu-d6-x/views/audio' }];
    const voice = read('card.audio', { duration: 'PT13S', media });
    expect(voice).toEqual([{ kind: 'recording', medium: 'audio', name: '', seconds: 13, url: null }]);
    expect(carried(voice)).toBe('Voice message, 13 s');
  });

  it('case 14: a recording that opens in a browser is a link to it, and texts beside it stay', () => {
    const media = [
      { url: 'https://eu-prod.asyncgw.teams.microsoft.com/v1/objects/x/views/video' },
      { url: 'https://x.example/quay.mp4' },
    ];
    const film = read('card.video', { title: 'Quay', text: 'At <b>noon</b>', media });
    expect(film).toEqual([
      { kind: 'recording', medium: 'video', name: 'Quay', seconds: null, url: 'https://x.example/quay.mp4' },
      { kind: 'card', title: '', text: 'At noon', links: [], color: null },
    ]);
  });

  it('case 17: choices, labels and sets of pictures can be read', () => {
    const card = adaptive([
      { type: 'TextBlock', text: 'Who decides this?', weight: 'bolder' },
      {
        type: 'Input.ChoiceSet',
        id: 'c',
        label: 'Pick one',
        choices: [
          { title: 'Crew', value: '1' },
          { title: 'Owners', value: '2' },
        ],
      },
      { type: 'Input.Text', id: 't', label: 'Why?' },
      { type: 'ImageSet', images: [{ type: 'Image', url: 'https://x.example/a.png', altText: 'Plan A' }] },
    ]);
    expect(card).toEqual([
      {
        kind: 'card',
        title: 'Who decides this?',
        text: 'Pick one\nCrew\nOwners\nWhy?',
        links: [{ title: 'Plan A', url: 'https://x.example/a.png' }],
        color: null,
      },
    ]);
  });

  it('case 17: rows of tables are lines, pages of carousels and media are read', () => {
    const cell = (text: string) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text }] });
    const card = adaptive([
      {
        type: 'Table',
        rows: [{ cells: [cell('Berth'), cell('Ship')] }, { cells: [cell('12'), cell('Otter')] }],
      },
      { type: 'Carousel', pages: [{ type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'Page' }] }] },
      { type: 'Media', altText: 'Horn', sources: [{ url: 'https://x.example/horn.mp3' }] },
      { type: 'Input.Toggle', title: 'I have read it', value: 'false' },
      { type: 'Input.Date', placeholder: 'Which day?' },
    ]);
    expect(card[0]).toMatchObject({
      title: 'Berth | Ship',
      text: '12 | Otter\nPage\nI have read it\nWhich day?',
      links: [{ title: 'Horn', url: 'https://x.example/horn.mp3' }],
    });
  });

  it('case 106: dates and times that Teams fills in are written out', () => {
    const text = 'High water {{DATE(2026-11-20T06:08:39Z,SHORT)}} at {{TIME(2026-11-20T06:08:39Z)}}';
    expect(adaptive([{ type: 'TextBlock', text }])[0]).toMatchObject({
      title: 'High water Fri, Nov 20, 2026 at 06:08 UTC',
    });
    const other =
      '{{DATE(2026-11-20T23:30:00-02:00, COMPACT)}} {{DATE(2026-11-20T06:08:39Z,LONG)}} {{DATE(soon)}}';
    expect(adaptive([{ type: 'TextBlock', text: other }])[0]).toMatchObject({
      title: '11/21/2026 Friday, November 20, 2026 {{DATE(soon)}}',
    });
  });

  it('case 107: escaped signs are shown as themselves, without their escapes', () => {
    const content = {
      '@type': 'MessageCard',
      summary: 's',
      title: String.raw`Nightly run of quay\_Depth\_: done`,
      sections: [
        {
          activityTitle: String.raw`Result of quay\_Depth\_, PR\-12`,
          facts: [{ name: 'Who', value: String.raw`ada\_o` }],
        },
      ],
    };
    expect(read('teams.card.o365connector', content)[0]).toMatchObject({
      title: 'Nightly run of quay_Depth_: done',
      text: 'Result of quay_Depth_, PR-12\nWho: ada_o',
    });
    expect(
      adaptive([
        { type: 'TextBlock', text: String.raw`\*\*not bold\*\* but **bold** \[no](https://x.example/a)` },
      ]),
    ).toEqual([
      {
        kind: 'card',
        title: '**not bold** but bold [no](https://x.example/a)',
        text: '',
        links: [],
        color: null,
      },
    ]);
  });

  it('case 107: code and runs of text keep their signs', () => {
    const card = adaptive([
      { type: 'CodeBlock', codeSnippet: 'a_b_ = **c**' },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x **y** ' }, '_z_'] },
    ]);
    expect(card[0]).toMatchObject({ title: 'a_b_ = **c**', text: 'x **y** _z_' });
  });

  it('case 112: the address to which Teams sends a choice is not a link', () => {
    const content = {
      '@type': 'MessageCard',
      title: 'Berth 12',
      potentialAction: [
        { '@type': 'HttpPOST', name: 'Give it away', target: 'https://desk.example/do?b=12' },
        {
          '@type': 'ActionCard',
          name: 'Say why',
          inputs: [{ '@type': 'TextInput', title: 'Why' }],
          actions: [{ '@type': 'HttpPOST', name: 'Send', target: 'https://desk.example/why' }],
        },
        { '@type': 'OpenUri', name: 'See', targets: [{ os: 'default', uri: 'https://desk.example/see' }] },
        { '@type': 'ViewAction', name: 'Look', target: ['https://desk.example/look'] },
      ],
    };
    expect(read('teams.card.o365connector', content)).toEqual([
      {
        kind: 'card',
        title: 'Berth 12',
        text: 'Give it away · Say why · Why · Send',
        links: [
          { title: 'See', url: 'https://desk.example/see' },
          { title: 'Look', url: 'https://desk.example/look' },
        ],
        color: null,
      },
    ]);
  });

  it('case 112: the value that a button of a bot’s card sends is not a link either', () => {
    const buttons = [
      { type: 'signin', title: 'Sign in', value: 'https://desk.example/oauth' },
      { type: 'invoke', title: 'Take', value: 'https://desk.example/take' },
      { type: 'openUrl', title: 'Open', value: 'https://desk.example/open' },
    ];
    expect(read('card.hero', { title: 'Berth', buttons })[0]).toMatchObject({
      text: 'Sign in · Take',
      links: [{ title: 'Open', url: 'https://desk.example/open' }],
    });
  });

  it('case 113: newer elements and charts can be read, and a button’s link has the button’s text', () => {
    const card = adaptive([
      { type: 'TextBlock', text: 'Quay 4' },
      { type: 'Badge', text: 'Closed', style: 'Attention' },
      {
        type: 'CompoundButton',
        title: 'Open the plan',
        description: 'All berths',
        selectAction: { type: 'Action.OpenUrl', url: 'https://desk.example/plan' },
      },
      { type: 'Chart.Donut', title: 'Depths', data: [{ legend: 'North', value: 4 }] },
    ]);
    expect(card).toEqual([
      {
        kind: 'card',
        title: 'Quay 4',
        text: 'Closed\nAll berths\nDepths: North 4',
        links: [{ title: 'Open the plan', url: 'https://desk.example/plan' }],
        color: null,
      },
    ]);
  });

  it('case 113: an unknown element is a container of text', () => {
    const card = adaptive([
      {
        type: 'Novelty',
        title: 'New',
        sides: [{ type: 'TextBlock', text: 'left' }],
        inner: { type: 'Badge', text: 'in' },
      },
      { type: 'Unheard', fallback: { type: 'TextBlock', text: 'instead' } },
      {
        type: 'Chart.Line',
        title: 'Tide',
        data: [
          {
            legend: 'East',
            values: [
              { x: 'Mon', y: 2 },
              { x: 'Tue', y: 3 },
            ],
          },
        ],
      },
    ]);
    expect(card[0]).toMatchObject({ title: 'New', text: 'left\nin\ninstead\nTide: East: Mon 2, Tue 3' });
  });

  it('case 118: buttons that lead to no address can be read', () => {
    const card = adaptive(
      [{ type: 'TextBlock', text: 'Who takes berth 12?' }],
      [
        { type: 'Action.Submit', title: 'I do' },
        { type: 'Action.Execute', title: 'Not me' },
        {
          type: 'Action.ShowCard',
          title: 'Somebody else',
          card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Then who?' }] },
        },
      ],
    );
    expect(card).toEqual([
      {
        kind: 'card',
        title: 'Who takes berth 12?',
        text: 'Then who?\nI do · Not me · Somebody else',
        links: [],
        color: null,
      },
    ]);
  });

  it('case 118: content that a button shows is read, and hidden content without a button is not', () => {
    const card = adaptive(
      [
        { type: 'TextBlock', text: 'Berths' },
        { type: 'TextBlock', id: 'more', text: 'More', isVisible: false },
        { type: 'TextBlock', id: 'never', text: 'Never', isVisible: false },
      ],
      [{ type: 'Action.ToggleVisibility', title: 'Show', targetElements: [{ elementId: 'more' }] }],
    );
    expect(card[0]).toMatchObject({ title: 'Berths', text: 'More\nShow' });
  });

  it('case 121: a card without text is named as a card, never by its media type', () => {
    const card = adaptive([{ type: 'Input.Text', id: 'x' }], [{ type: 'Action.Submit', title: 'Send' }]);
    expect(card).toEqual([{ kind: 'unreadable-card', text: 'Send' }]);
    expect(carried(card)).toBe('A card that can be seen only where it was posted\nSend');
    expect(readCard('application/vnd.microsoft.card.adaptive', '{cut')).toEqual([
      { kind: 'unreadable-card', text: '' },
    ]);
  });

  it('names of mentioned people in a card are text', () => {
    expect(adaptive([{ type: 'TextBlock', text: 'Ask <at>Ada Okafor</at> now' }])[0]).toMatchObject({
      title: 'Ask Ada Okafor now',
    });
  });
});

describe('durations', () => {
  it('are read as ISO 8601 writes them', () => {
    expect(['PT13S', 'PT1M5.5S', 'PT2H', 'P1DT1S', 'PT', 'P', '', 'soon', null].map(secondsOf)).toEqual([
      13,
      65.5,
      7_200,
      86_401,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
