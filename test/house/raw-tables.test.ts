// Only renderer/store reads and writes rows (build/lint/raw-tables.js). The rule uses types, so the test has a program with types.
import { join } from 'node:path';
import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import { rawTables } from '../../build/lint/raw-tables.js';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'renderer/engine/made-up.ts');
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  noEmit: true,
  types: [],
};
const disk = ts.createCompilerHost(options);
/** Read once: the library's and Dexie's types are the same in every program. */
const read = new Map<string, ts.SourceFile | undefined>();

const programOf = (text: string): ts.Program =>
  ts.createProgram([file], options, {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    getSourceFile: (name, version) => {
      if (name === file) return ts.createSourceFile(name, text, version, true);
      if (!read.has(name)) read.set(name, disk.getSourceFile(name, version));
      return read.get(name);
    },
  });

/** The rule's complaints about a file: line and message of each. */
const complaints = (text: string): readonly string[] => {
  const messages = new Linter({ cwd: root }).verify(
    text,
    [
      {
        files: ['**/*.ts'],
        plugins: { isthmus: { rules: { 'raw-tables': rawTables } } },
        rules: { 'isthmus/raw-tables': 'error' },
        languageOptions: { parser: tseslint.parser, parserOptions: { programs: [programOf(text)] } },
      },
    ],
    { filename: file },
  );
  return messages.map(({ line, messageId, message }) => `${line} ${messageId ?? message}`);
};

const head = `import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
interface Row { readonly id: string; readonly at: number }
declare class House extends Dexie { readonly rows: EntityTable<Row, 'id'>; readonly others: Table<Row, string> }
declare const house: House; declare const transaction: Transaction;
declare const reads: Pick<House, 'rows'>;
`;

it('code outside the store that calls a table is found, under any name', () => {
  const raw = [
    `house.rows.get('a');`,
    `reads.rows.where('id');`,
    `const { rows } = house; rows.put({ id: 'a', at: 1 });`,
    `for (const table of [house.rows, house.others]) table.clear();`,
    `(await house.others.where('id')).equals('a').delete();`,
    `house.rows.db;`,
    `house.table('rows');`,
    `transaction.table('rows');`,
  ];
  const said = complaints(head + raw.join('\n'));
  const lines = new Set(said.map((one) => Number(one.split(' ')[0])));
  expect([...lines]).toEqual(raw.map((_line, at) => at + head.split('\n').length));
  expect(said.every((one) => one.endsWith(' raw'))).toBe(true);
}, 30_000);

it('tables may be named for a transaction, and other things may have the same names', () => {
  const fine = [
    `house.transaction('rw', house.rows, house.others, () => Promise.resolve());`,
    `const tables = ({ rows, others }: House): readonly Table[] => [rows, others];`,
    `const map = new Map<string, Row>(); map.get('a'); map.delete('a');`,
    `house.rows.name;`,
    `const core = { table: (name: string) => name }; core.table('rows');`,
    `house.close();`,
  ];
  expect(complaints(head + fine.join('\n'))).toEqual([]);
}, 30_000);
