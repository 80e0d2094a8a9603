/**
 * What is wanted of a service, many things in one question. A question that fails is halved until the one thing that spoils it is found.
 * From then on that thing is asked for by itself, so that the others need not wait for it.
 */
const mostAtOnce = 100;

export class Wishes<Id extends string> {
  readonly #wanted = new Set<Id>();
  readonly #spoiling = new Set<Id>();
  #atOnce = mostAtOnce;

  add(ids: Iterable<Id>): void {
    for (const id of ids) this.#wanted.add(id);
  }

  get isEmpty(): boolean {
    return this.#wanted.size === 0;
  }

  /** Things that spoiled a question. */
  get spoiling(): ReadonlySet<Id> {
    return this.#spoiling;
  }

  /**
   * What to ask for in the next question: things with which nothing is known to be wrong, else one that spoiled a question and rests no
   * longer; empty if there is nothing to ask now.
   */
  next(isResting: (id: Id) => boolean): readonly Id[] {
    const ids: Id[] = [];
    for (const id of this.#wanted) {
      if (ids.length === this.#atOnce) break;
      if (!this.#spoiling.has(id)) ids.push(id);
    }
    if (ids.length > 0) return ids;
    for (const id of this.#spoiling) if (!isResting(id)) return [id];
    return [];
  }

  /** The service has answered for these. */
  told(ids: readonly Id[]): void {
    const wasAlone = ids.some((id) => this.#spoiling.has(id));
    for (const id of ids) {
      this.#wanted.delete(id);
      this.#spoiling.delete(id);
    }
    if (!wasAlone) this.#atOnce = Math.min(mostAtOnce, this.#atOnce * 2);
  }

  /** The question for these failed; one of them may have spoiled it. Returns which, once it was asked for alone. */
  failed(ids: readonly Id[]): Id | null {
    const [only, ...others] = ids;
    if (only === undefined) return null;
    if (others.length > 0) {
      this.#atOnce = Math.ceil(ids.length / 2);
      return null;
    }
    this.#spoiling.add(only);
    return only;
  }
}
