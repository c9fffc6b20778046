/** One cell of the matrix: something that a user does, which either works or not. */
export interface Cell {
  /** What is done, and with which versions. */
  name: string;
  /**
   * Does it.
   *
   * @returns A few words on what was seen, such as a size; undefined where there is nothing to tell.
   * @throws Where it does not work, with what is wrong.
   */
  run: () => Promise<string | undefined>;
}

/** Cells that share an installation, and so run one after another. */
export interface Lane {
  cells: readonly Cell[];
  /** Removes what the cells have left. */
  close: () => Promise<void>;
}
