/** Where the tour's own words go. */
export interface Screen {
  /** A line before a step, that says what is about to happen. */
  step: (text: string) => void;
  /** Any other text: one or more lines. */
  show: (text: string) => void;
}

/**
 * Makes the screen of a tour: its steps are counted, and stand apart from what the command line prints.
 *
 * @param write Takes text with its line ends.
 * @param isColoured Whether steps are set in bold.
 */
export function screen(write: (text: string) => void, isColoured: boolean): Screen {
  let steps = 0;
  return {
    step: (text) => {
      steps += 1;
      const line = `== ${steps}. ${text}`;
      write(`\n${isColoured ? `\u001b[1m${line}\u001b[22m` : line}\n\n`);
    },
    show: (text) => write(`${text}\n`),
  };
}
