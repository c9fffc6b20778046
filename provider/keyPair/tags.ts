type Tags = Readonly<Record<string, string>>;

/**
 * The declared changes of tags that have not come about, each in words. Lighthouse takes tags only when a key pair is
 * made, so whoever changes them changes them elsewhere first.
 *
 * @param live as they are now
 */
export function tagsThatDiffer(live: Tags, recorded: Tags, declared: Tags): string[] {
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(declared)])];
  return keys.flatMap((key) => {
    const [is, wanted] = [live[key], declared[key]];
    if (is === wanted || (recorded[key] === wanted && is === undefined)) return [];
    return [`${key} is ${inWords(is)} and declared ${wanted === undefined ? "no longer" : inWords(wanted)}`];
  });
}

/** What to do about tags that differ, as the rest of a sentence that has named them. */
export const HOW_TO_CHANGE_TAGS =
  'Lighthouse takes tags only when a key pair is made. Change them in the console first and run again, or have the pair replaced: set the option replaceOnChanges to ["tags"], and with a declared publicKey deleteBeforeReplace to true as well';

function inWords(value: string | undefined): string {
  return value === undefined ? "not there" : JSON.stringify(value);
}
