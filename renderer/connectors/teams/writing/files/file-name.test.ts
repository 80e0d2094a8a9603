import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from './file-name.ts';

describe('a file’s name', () => {
  it.each([
    ['plan.txt', 'plan.txt'],
    ['no ending', 'no ending'],
    ['.gitignore', '.gitignore'],
    ['100% #1 ~x.md', '100% #1 ~x.md'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['  spaces  ', 'spaces'],
    ['ends.in.dots...', 'ends.in.dots'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['~$draft.docx', '_draft.docx'],
    ['..', 'file'],
    ['', 'file'],
    ['שלום 👩‍👩‍👧.pdf', 'שלום 👩‍👩‍👧.pdf'],
  ])('%j is stored as %j', (name, expected) => {
    expect(safeName(name)).toBe(expected);
  });

  it('keeps its ending when it is cut', () => {
    const cut = safeName(`${'x'.repeat(300)}.pdf`);
    expect(cut).toHaveLength(200);
    expect(cut.endsWith('.pdf')).toBe(true);
  });

  it('is always valid in an address and in OneDrive', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (name) => {
        const safe = safeName(name);
        encodeURIComponent(safe);
        return !/["*:<>?/\\|]|^\s|\s$|\.$|^$/.test(safe) && safe.length <= 200;
      }),
    );
  });
});
