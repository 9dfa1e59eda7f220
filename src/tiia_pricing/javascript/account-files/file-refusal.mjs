/** What cannot be read as the rows of an account. */

/**
 * A file that cannot be read as rows: a stable `id`, a `message` with the offending value in it,
 * the place (`where`), and what would be accepted (`expected`, or null); as `bill` refuses.
 */
export class FileRefusal extends Error {
  name = "Refusal";
  /** @type {Record<string, unknown>} */
  where = {};
  /** @type {string|null} */
  expected = null;

  /**
   * The words `say`, made of the figures, are given at the edge; `line` is the place.
   *
   * @param {string} id
   * @param {Record<string, unknown>} figures
   * @param {{say?: string, line?: number|null}} [said]
   */
  constructor(id, figures, { say = id, line = null } = {}) {
    super(id);
    this.id = id;
    this.figures = figures;
    this.say = say;
    this.line = line;
  }
}
