/**
 * Mutants that may survive, because nothing that anybody could notice is different. `line` is the whole source line on
 * which the mutation begins, without its indentation, so that an entry moves with its line; `mutants` are the texts that
 * Stryker puts in place of something there, with every run of white space as one blank. `npm run mutate` fails when an
 * entry does not stand for a survivor any more.
 *
 * @type {{ file: string, line: string, mutants: string[], reason: string }[]}
 */
export const ACCEPTED = [
  {
    file: 'src/main/http/held-slots.ts',
    line: 'if (first <= mostForgotten) return',
    mutants: ['true', 'false', 'first < mostForgotten', 'first > mostForgotten'],
    reason: 'When the list is cut decides what it costs to keep it, and no answer.',
  },
  {
    file: 'src/main/http/spent-quotas.ts',
    line: 'return period === null ? null : (spent.get(period)?.quota ?? null)',
    mutants: ['false'],
    reason: 'Nothing is ever kept under null; the question is there for the types.',
  },
]
