import { describe, expect, it } from 'vitest';
import { isEquivalent } from '../../document/index.ts';
import { writeMattermostBody } from '../../mattermost-markdown/index.ts';
import { mattermostWriting, teamsWriting } from '../../crossing/testing/crossing.ts';
import { writeTeamsBody } from '../write/write.ts';
import { read } from '../testing/reading.ts';
import { colorOf } from './looks.ts';

describe('alignment', () => {
  it('of lines is that of the nearest element with one', () => {
    expect(
      read(
        '<div style="text-align: right">a<p>b</p><p align="left">c</p><center>d</center></div><p style="text-align:justify">e</p>',
      ),
    ).toMatchObject([
      { align: 'right', children: [{ text: 'a' }] },
      { align: 'right', children: [{ text: 'b' }] },
      { children: [{ text: 'c' }] },
      { align: 'center', children: [{ text: 'd' }] },
      { children: [{ text: 'e' }] },
    ]);
  });

  it('to the right is not to the end, because lines of Arabic begin there', () => {
    const lines = read(
      '<p dir="rtl" style="text-align:right">\u0645</p><p style="text-align:end">\u0645</p>',
    );
    expect(lines).toMatchObject([{ align: 'right' }, { align: 'end' }]);
  });

  it('takes nothing else from a style', () => {
    const [first, ...others] = read(
      '<p style="text-align:center;position:fixed;inset:0;background:url(https://x.example)">a</p><p style="text-align:expression(1)">b</p><p align="center;color:red">c</p>',
    );
    expect(first).toEqual({ kind: 'paragraph', align: 'center', children: [{ kind: 'text', text: 'a' }] });
    expect(others.every((block) => !('align' in block))).toBe(true);
  });

  it('of lines is not written, and makes no other document', () => {
    const blocks = read('<p style="text-align:center">a</p><h2 align="center">b</h2>');
    expect(writeMattermostBody({ blocks }, mattermostWriting)).toBe('a\n\n## b');
    expect(writeTeamsBody({ blocks }, teamsWriting).content).toBe('<p>a</p><h2>b</h2>');
    expect(isEquivalent({ blocks }, { blocks: read('<p>a</p><h2>b</h2>') })).toBe(true);
  });
});

describe('colours', () => {
  it.each([
    ['#a4262c', '#a4262c'],
    ['#F00', '#ff0000'],
    ['red', '#ff0000'],
    ['rgb(0, 120, 212)', '#0078d4'],
    ['rgba(0,120,212,0.5)', '#0078d4'],
  ])('%s is a colour', (value, color) => {
    expect(colorOf(value)).toBe(color);
  });

  it.each(['black', '#242424', 'rgb(255,255,255)', 'rgb(1,2,999)', 'url(x)', 'inherit', ''])(
    '%s is not a colour, or has no effect',
    (value) => {
      expect(colorOf(value)).toBeNull();
    },
  );
});

const body =
  '<p>a <span style="color:rgb(164,38,44)">red</span><span style="background-color:yellow">on <b>yellow</b></span> <font color="blue">b</font></p>';

describe('looks', () => {
  it('apply to the text of their element', () => {
    expect(read(body)).toMatchObject([
      {
        children: [
          { text: 'a ' },
          { text: 'red', look: { color: '#a4262c' } },
          { text: 'on ', look: { background: '#ffff00' } },
          { kind: 'strong', children: [{ text: 'yellow', look: { background: '#ffff00' } }] },
          { text: ' ' },
          { text: 'b', look: { color: '#0000ff' } },
        ],
      },
    ]);
  });

  it('are dropped by both writers, and do not split words', () => {
    expect(writeTeamsBody({ blocks: read(body) }, teamsWriting).content).toBe(
      '<p>a redon <strong>yellow</strong> b</p>',
    );
    expect(
      writeMattermostBody(
        { blocks: read('<p>snake<span style="color:red">_case_</span>name</p>') },
        mattermostWriting,
      ),
    ).toBe('snake_case_name');
  });
});
