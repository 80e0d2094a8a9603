import { describe, expect, it } from 'vitest';
import { cardOfBlocks } from './blocks-card.ts';

const read = (...blocks: readonly unknown[]) => cardOfBlocks(blocks, 'https://chat.example');
const text = (...blocks: readonly unknown[]): string => {
  const card = read(...blocks);
  return card?.kind === 'card' ? card.text : '';
};

describe('Mattermost Blocks as a card', () => {
  it('without readable parts is no card', () => {
    expect(read()).toBeNull();
    expect(read({ type: 'divider' }, null, 5, { type: 'text' })).toBeNull();
    expect(cardOfBlocks('x', null)).toBeNull();
  });
  it('has pictures as links; a picture without a new link is its text', () => {
    const picture = (url: string, words: string) => ({ type: 'image', url, alt_text: words });
    expect(
      read(
        picture('https://x.example/a.png', 'Quay'),
        picture('https://x.example/a.png', 'Gate'),
        picture('/plugins/map.png', 'Map'),
        picture('data:image/png,x', 'Tide'),
      ),
    ).toMatchObject({
      text: 'Gate\nTide',
      links: [
        { title: 'Quay', url: 'https://x.example/a.png' },
        { title: 'Map', url: 'https://chat.example/plugins/map.png' },
      ],
    });
  });
  it('has the labels of inputs', () => {
    expect(
      text(
        { type: 'text_input', name: 'n', label: 'Your name', placeholder: 'in full', initial_value: 'Ada' },
        { type: 'bool_input', name: 'b', label: 'Sails today' },
        {
          type: 'select',
          name: 's',
          label: 'Gate',
          option_groups: [{ label: 'North', options: [{ text: '4', value: 'x' }] }],
        },
        { type: 'static_select', placeholder: 'Whom?', data_source: 'users' },
      ),
    ).toBe('Your name\nin full\nAda\nSails today\nGate: North, 4\nWhom?');
  });
  it('of endless depth is read up to a bound', () => {
    let deep: unknown = { type: 'text', text: 'bottom' };
    for (let at = 0; at < 500; at += 1) deep = { type: 'container', content: [deep] };
    expect(read(deep)).toBeNull();
    expect(text(...Array.from({ length: 5_000 }, () => ({ type: 'text', text: 'x' }))).length).toBeLessThan(
      5_000,
    );
  });
});
