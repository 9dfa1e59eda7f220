/** What cannot be billed as given. */

/**
 * Something that cannot be billed as given: a stable `id`, a `message` with the offending value
 * in it, the place (`where`), and what would be accepted (`expected`, or null).
 */
export class Refusal extends Error {
  name = "Refusal";
  /** @type {Record<string, unknown>} */
  where = {};
  /** @type {string|null} */
  expected = null;

  /**
   * `bill` gives it the words `say`, made of the figures.
   *
   * @param {string} id
   * @param {Record<string, unknown>} figures
   * @param {string} [say]  a key of the refusals
   */
  constructor(id, figures, say = id) {
    super(id);
    this.id = id;
    this.figures = figures;
    this.say = say;
  }
}
