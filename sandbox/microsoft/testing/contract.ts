/** Checks answers against the published description of Graph, if `../shared/contracts` exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const file = join(import.meta.dirname, '../../../../shared/contracts/graph-v1.0-openapi.json');

/** Whether answers can be checked here. */
export const hasContract = existsSync(file);

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Parts of Graph that the selection at hand does not hold: their form is that of Graph's reference. */
const notSelected = /^\/(organization$|subscriptions(\/|$))/;

const rolesList = '{"type":"array","items":{"type":"string"}';

/**
 * The description says `additionalProperties: {type: object}` where it means "open"; `@odata.context` is a string. It says that a member's
 * roles are a list, while recorded payloads also hold null.
 */
const opened = (text: string): Description =>
  JSON.parse(text, (key, value: unknown) => {
    const json = JSON.stringify(value);
    if (key === 'additionalProperties' && json === '{"type":"object"}') return undefined;
    return key === 'roles' && json.startsWith(rolesList)
      ? { ...(value as object), type: ['array', 'null'] }
      : value;
  }) as Description;

class Contract {
  readonly #ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction | null>();
  readonly #paths: { template: string; pattern: RegExp; literal: number }[];
  readonly #description: Description;

  constructor() {
    formats(this.#ajv);
    this.#description = opened(readFileSync(file, 'utf8'));
    this.#ajv.addSchema({ $id: 'graph', ...this.#description });
    this.#paths = Object.keys(this.#description.paths).map((template) => ({
      template,
      pattern: new RegExp(
        `^${template
          .replace(/[.$()*+?]/g, '\\$&')
          .replace(/\{item-path\}/g, '.+')
          .replace(/\{[^{}]+\}/g, '[^/]+')}$`,
      ),
      literal: template.replace(/\{[^{}]+\}/g, '').length,
    }));
  }

  /** The errors in an answer's JSON body; empty if there are none. */
  problems(method: string, path: string, status: number, body: unknown): string[] {
    if (notSelected.test(path)) return [];
    const match = this.#paths
      .filter((one) => one.pattern.test(path))
      .sort((left, right) => right.literal - left.literal)[0];
    const operation = match && this.#description.paths[match.template]?.[method.toLowerCase()];
    if (!match || !operation) return status < 400 ? [`${method} ${path} is not in the contract`] : [];
    const pointer =
      status >= 400 ? '#/components/responses/error' : this.#responsePointer(match.template, method, status);
    return [...this.#check(pointer, body), ...this.#typed(body, '')];
  }

  #responsePointer(template: string, method: string, status: number): string {
    const responses = this.#description.paths[template]?.[method.toLowerCase()]?.responses ?? {};
    const key = [String(status), '2XX'].find((one) => one in responses) ?? 'default';
    const response = responses[key] as { $ref?: string };
    const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1');
    return response.$ref ?? `#/paths/${escaped}/${method.toLowerCase()}/responses/${key}`;
  }

  #check(pointer: string, body: unknown): string[] {
    const schema = `${pointer}/content/application~1json/schema`;
    return this.#validate(schema, body, '');
  }

  /** Discriminators carry no `oneOf`: whatever names its type is checked against that type too. */
  #typed(value: unknown, at: string): string[] {
    if (Array.isArray(value)) return value.flatMap((one, index) => this.#typed(one, `${at}/${index}`));
    if (typeof value !== 'object' || value === null) return [];
    const type = '@odata.type' in value ? String(value['@odata.type']).replace(/^#/, '') : null;
    const own = type === null ? [] : this.#validate(`#/components/schemas/${type}`, value, at);
    return [...own, ...Object.entries(value).flatMap(([key, one]) => this.#typed(one, `${at}/${key}`))];
  }

  #validate(pointer: string, body: unknown, at: string): string[] {
    let validate = this.#compiled.get(pointer);
    if (validate === undefined) {
      validate = this.#compile(pointer);
      this.#compiled.set(pointer, validate);
    }
    if (!validate) return [`${at} no schema at ${pointer}`];
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${at}${error.instancePath} ${error.message ?? ''}`);
  }

  #compile(pointer: string): ValidateFunction | null {
    try {
      return this.#ajv.compile({ $ref: `graph${encodeURI(pointer)}` });
    } catch {
      return null;
    }
  }
}

let contract: Contract | null = null;

/** Problems of an answer with the contract; none when the contract is not at hand. */
export const contractProblems = (method: string, path: string, status: number, body: unknown): string[] => {
  if (!hasContract) return [];
  contract ??= new Contract();
  return contract.problems(method, path, status, body);
};
