import Mocha from "mocha";

/**
 * Mocha's reporter for `npm test`: the readable report on screen and, with the reporter option `output`, mocha's own
 * JSON report in that file.
 */
export default class ScreenAndJsonReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    new Mocha.reporters.JSON(runner, options);
  }
}
