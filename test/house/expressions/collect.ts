/** Every regular expression that the sources of some folders hold, found by TypeScript's own parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface FoundExpression {
  /** `folder/file.ts:line` */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const project = join(import.meta.dirname, '..', '..', '..');

/** The source files below a folder of the project, without tests and what only tests use. */
const filesBelow = (folder: string): string[] =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(?:^|[\\/])testing[\\/]/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();

/** Literals, and `new RegExp` of plain strings. An expression that is put together while the program runs is not found. */
export const expressionsOf = (folders: readonly string[]): FoundExpression[] =>
  folders.flatMap(filesBelow).flatMap((path) => {
    const file = ts.createSourceFile(
      path,
      readFileSync(join(project, path), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    );
    const found: FoundExpression[] = [];
    const visit = (node: ts.Node): void => {
      const expression = read(node);
      if (expression) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push({ place: `${path}:${line + 1}`, ...expression });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });

const read = (node: ts.Node): Pick<FoundExpression, 'source' | 'flags'> | null => {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'RegExp') return null;
  const [source, flags] = node.arguments ?? [];
  if (!source || !ts.isStringLiteralLike(source)) return null;
  return { source: source.text, flags: flags && ts.isStringLiteralLike(flags) ? flags.text : '' };
};
